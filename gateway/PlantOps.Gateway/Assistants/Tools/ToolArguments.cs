using System.Globalization;
using System.Text.Json;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>
/// What a tool was given. Models send numbers as text and text as numbers: it is read as far as it can be. Whoever reads it looks
/// at
/// <see cref="Problem"/> before using any of it.
/// </summary>
internal sealed class ToolArguments
{
    /// <summary>Longer text is no name, and no cursor.</summary>
    private const int MaxText = 200;

    /// <summary>The year 9999 ends.</summary>
    private const long LatestTime = 253_402_300_799_999;

    private readonly Dictionary<string, JsonElement> _given = [];
    private readonly List<string> _problems = [];

    /// <param name="schema">What the tool takes.</param>
    /// <param name="given">What came.</param>
    public ToolArguments(JsonElement schema, IEnumerable<KeyValuePair<string, object?>>? given)
    {
        Known = [.. schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
        foreach (var (name, value) in given ?? [])
        {
            if (value is JsonElement { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element)
                _given[name] = element;
        }

        Unknown = [.. _given.Keys.Except(Known).Take(3).Select(name => name.Length <= MaxText ? name : name[..MaxText])];
    }

    /// <summary>Names of what the tool takes.</summary>
    public IReadOnlyList<string> Known { get; }

    /// <summary>Names of what it does not take.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>All that is wrong with what was read until now; <see langword="null"/> where nothing is.</summary>
    public ToolAnswer? Problem => _problems.Count == 0 ? null : ToolAnswer.Refuse(string.Join(' ', _problems));

    /// <summary>A text on one line; <see langword="null"/> where it was not given.</summary>
    public string? Text(string name, int longest = MaxText) => Checked(name, longest, PrintableText.IsLine);

    /// <summary>A text of several lines; <see langword="null"/> where it was not given.</summary>
    public string? LongText(string name, int longest) => Checked(name, longest, PrintableText.IsText);

    /// <summary>A text on one line that must be given; empty where it was not, which is a problem.</summary>
    public string Needed(string name)
    {
        var text = Text(name);
        if (string.IsNullOrWhiteSpace(text)) Say(name, "is missing");
        return text?.Trim() ?? string.Empty;
    }

    /// <summary>One of some words; <see langword="null"/> where it was not given.</summary>
    public string? Choice(string name, IReadOnlyCollection<string> words)
    {
        if (Text(name)?.Trim().ToLowerInvariant() is not { Length: > 0 } word) return null;
        if (!words.Contains(word)) Say(name, $"is none of {string.Join(", ", words)}");
        return word;
    }

    /// <summary>A number; <see langword="null"/> where it was not given.</summary>
    public double? Number(string name, double least, double most)
    {
        if (!_given.TryGetValue(name, out var value)) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= least && number <= most) return number;
        Say(name, string.Create(CultureInfo.InvariantCulture, $"is not a number from {least} to {most}"));
        return null;
    }

    /// <summary>Yes or no; <see langword="null"/> where it was not given.</summary>
    public bool? Flag(string name)
    {
        if (!_given.TryGetValue(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        if (value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out var flag)) return flag;
        Say(name, "is neither true nor false");
        return null;
    }

    /// <summary>A time, Unix milliseconds UTC; <see langword="null"/> where it was not given.</summary>
    public long? Time(string name)
    {
        if (!_given.TryGetValue(name, out var value)) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (text.Length <= MaxText && RequestTime.Parse(text.Trim()) is >= 0 and <= LatestTime and var time) return time;
        Say(name, "is not ISO 8601 with an offset, like 2026-05-01T08:00:00+02:00");
        return null;
    }

    /// <summary>Some texts, each on one line: a list, or one text with commas; empty where it was not given.</summary>
    public IReadOnlyList<string> Texts(string name, int most)
    {
        if (!_given.TryGetValue(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isFit = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most
            && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && one.GetString()!.Length <= MaxText);
        if (isFit) return [.. value.EnumerateArray().Select(one => one.GetString()!)];
        Say(name, $"is no list of at most {most} texts");
        return [];
    }

    /// <summary>Something that is wrong with an argument.</summary>
    public void Say(string name, string problem) => _problems.Add($"{name} {problem}.");

    private string? Checked(string name, int longest, Func<string, int, bool> isFit)
    {
        if (!_given.TryGetValue(name, out var value)) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is { Length: 0 }) return null;
        if (text is null) Say(name, "is no text");
        else if (text.Length > longest) Say(name, $"is longer than {longest} characters");
        else if (!isFit(text, longest)) Say(name, "has characters that cannot be seen");
        else return text;
        return null;
    }
}
