using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>
/// What was ignored or doubted of one message. Only made where there is something to note; it takes at most
/// <see cref="MaxNotes"/> notes with short texts, whatever the message holds.
/// </summary>
internal sealed class InputNotes
{
    /// <summary>Notes of one message.</summary>
    public const int MaxNotes = 16;

    /// <summary>Longest name of a field; a longer one is cut. As long as one that can be mapped.</summary>
    public const int MaxField = FieldRule.MaxPointer;

    private const int MaxExample = 40;
    private const int MaxDepth = 4;

    private readonly List<InputNote> _notes = new(4);

    public IReadOnlyList<InputNote> All => _notes;

    /// <summary>Notes that a field's value was not taken as it came.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="problem">One of <see cref="InputProblems"/>.</param>
    /// <param name="example">What came.</param>
    public void Doubt(string field, string problem, string example)
    {
        for (var i = 0; i < _notes.Count; i++)
        {
            if (_notes[i].Field != field || _notes[i].Problem != problem) continue;
            _notes[i] = _notes[i] with { Count = _notes[i].Count + 1 };
            return;
        }

        if (_notes.Count < MaxNotes) _notes.Add(new InputNote(field, problem, Cut(example, MaxExample), 1));
    }

    /// <summary>
    /// Skips a field that is not known, the reader standing on its name, and notes the values in it by their JSON pointers.
    /// </summary>
    public void Ignore(ref Utf8JsonReader json, string path = "", int depth = 0)
    {
        if (_notes.Count == MaxNotes)
        {
            json.Read();
            json.Skip();
            return;
        }

        var name = TextOf(ref json).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        var pointer = Cut($"{path}/{name}", MaxField);
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject && depth < MaxDepth)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName) Ignore(ref json, pointer, depth + 1);
            return;
        }

        var example = json.TokenType switch
        {
            JsonTokenType.StartObject => "{…}",
            JsonTokenType.StartArray => "[…]",
            _ => TextOf(ref json),
        };
        json.Skip();
        Doubt(pointer, InputProblems.Ignored, example);
    }

    /// <summary>The text of what the reader stands on, for people, as far as it is one.</summary>
    public static string TextOf(ref Utf8JsonReader json)
    {
        Span<byte> bytes = stackalloc byte[4 * MaxField];
        var length = 0;
        if (json.HasValueSequence)
        {
            foreach (var part in json.ValueSequence)
            {
                var taken = part.Span[..Math.Min(part.Length, bytes.Length - length)];
                taken.CopyTo(bytes[length..]);
                length += taken.Length;
            }
        }
        else
        {
            length = Math.Min(json.ValueSpan.Length, bytes.Length);
            json.ValueSpan[..length].CopyTo(bytes);
        }

        return Encoding.UTF8.GetString(bytes[..length]);
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

/// <summary>Something of a message that was ignored or doubted.</summary>
/// <param name="Field">The field's name, or the JSON pointer of one that is not known.</param>
/// <param name="Problem">One of <see cref="InputProblems"/>.</param>
/// <param name="Example">What came, as a stranger wrote it, at most 40 characters.</param>
/// <param name="Count">How often.</param>
internal readonly record struct InputNote(string Field, string Problem, string Example, int Count);

/// <summary>What can be wrong with a value.</summary>
internal static class InputProblems
{
    /// <summary>A word that stands for no value, as <c>nan</c>: the value is missing.</summary>
    public const string NoValue = "no_value";

    /// <summary>Text or something else where a number is expected: the value is missing.</summary>
    public const string NotANumber = "not_a_number";

    /// <summary>Outside what can be true: kept, and not judged.</summary>
    public const string Implausible = "implausible";

    /// <summary>No time that could be read: the arrival counts.</summary>
    public const string NotATime = "not_a_time";

    /// <summary>A field that is not known.</summary>
    public const string Ignored = "ignored";

    /// <summary>A reading, or what follows in the message, that could not be read; the message is set aside.</summary>
    public const string Unreadable = "unreadable";
}
