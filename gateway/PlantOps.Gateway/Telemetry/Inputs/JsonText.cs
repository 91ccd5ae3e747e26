using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>Reads what fields hold, however it is written.</summary>
internal static class JsonText
{
    private const int MaxBytes = 128;

    /// <summary>The number that the reader stands on, as number or as text.</summary>
    public static TextNumber Number(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null) return TextNumber.NoValue;
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.TryGetDouble(out var value) && double.IsFinite(value)
                ? new TextNumber(NumberKind.Value, value, NumberUnit.None) { HasDecimals = HasPoint(ref json) }
                : TextNumber.NotANumber;
        }

        Span<char> text = stackalloc char[MaxBytes];
        return json.TokenType == JsonTokenType.String && TryCopy(ref json, text, out var length)
            ? NumberText.Parse(text[..length])
            : TextNumber.NotANumber;
    }

    /// <summary>The time that the reader stands on, Unix milliseconds; <see langword="null"/> where it is none.</summary>
    public static long? Time(ref Utf8JsonReader json, out bool isLocal)
    {
        isLocal = false;
        if (json.TokenType == JsonTokenType.Number)
            return json.TryGetDouble(out var number) ? TimeText.Milliseconds(number) : null;
        Span<char> text = stackalloc char[MaxBytes];
        return json.TokenType == JsonTokenType.String && TryCopy(ref json, text, out var length)
            ? TimeText.Parse(text[..length], out isLocal)
            : null;
    }

    /// <summary>Whether the text that the reader stands on names degrees Fahrenheit.</summary>
    public static bool IsFahrenheit(ref Utf8JsonReader json)
    {
        Span<char> text = stackalloc char[MaxBytes];
        return json.TokenType == JsonTokenType.String && TryCopy(ref json, text, out var length)
            && NumberText.UnitOf(text[..length]) == NumberUnit.Fahrenheit;
    }

    /// <summary>
    /// The text that the reader stands on. What is not UTF-8 is Latin-1: the degree sign of many a program.
    /// <see langword="false"/> where it is too long, or holds half a surrogate pair.
    /// </summary>
    public static bool TryCopy(ref Utf8JsonReader json, scoped Span<char> to, out int length)
    {
        length = 0;
        Span<byte> bytes = stackalloc byte[MaxBytes];
        var count = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
        if (count > bytes.Length || count > to.Length) return false;
        if (json.HasValueSequence) json.ValueSequence.CopyTo(bytes);
        else json.ValueSpan.CopyTo(bytes);
        bytes = bytes[..(int)count];
        if (!json.ValueIsEscaped)
        {
            length = Utf8.IsValid(bytes) ? Encoding.UTF8.GetChars(bytes, to) : Encoding.Latin1.GetChars(bytes, to);
            return true;
        }

        try
        {
            length = json.CopyString(to);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HasPoint(ref Utf8JsonReader json) => json.HasValueSequence
        ? json.ValueSequence.PositionOf((byte)'.') is not null
        : json.ValueSpan.Contains((byte)'.');
}
