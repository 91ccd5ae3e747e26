using System.Buffers;
using System.Text.Json;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Compares names and words that strangers send with those of the contract.</summary>
internal static class JsonNames
{
    /// <summary>
    /// Whether the name or text that the reader stands on is this one. <see cref="Utf8JsonReader.ValueTextEquals(string?)"/>
    /// alone throws where the other one holds half a surrogate pair (<c>"\ud800"</c>), which JSON allows (RFC 8259, 8.2).
    /// </summary>
    /// <param name="json">Stands on a property name or a string.</param>
    /// <param name="ascii">What is looked for; ASCII, as every name of the contract is.</param>
    public static bool Is(this ref Utf8JsonReader json, string ascii) =>
        !(json.ValueIsEscaped && EscapesBeyondLatin1(json)) && json.ValueTextEquals(ascii);

    private static bool EscapesBeyondLatin1(in Utf8JsonReader json)
    {
        var text = json.HasValueSequence ? json.ValueSequence.ToArray() : json.ValueSpan;
        for (var at = text.IndexOf((byte)'\\'); at >= 0 && at + 1 < text.Length; at = text.IndexOf((byte)'\\'))
        {
            // The reader has checked that \u is followed by four hexadecimal digits.
            if (text[at + 1] == (byte)'u' && !text.Slice(at + 2, 2).SequenceEqual("00"u8)) return true;
            text = text[(at + 2)..];
        }

        return false;
    }
}
