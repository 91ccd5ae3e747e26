using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlantOps.Gateway.Assistants.Answers;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>What a tool answers, small enough to leave an assistant room to think.</summary>
/// <param name="Json">What it answers; of a refusal, why.</param>
/// <param name="IsError">Whether it is a refusal.</param>
internal sealed record ToolAnswer(JsonElement Json, bool IsError)
{
    /// <summary>No answer is longer, in bytes of JSON.</summary>
    public const int MaxBytes = 4096;

    /// <summary>For the items of a list: the rest is for what stands around them.</summary>
    public const int ItemBytes = 3600;

    public static ToolAnswer Of<T>(T answer, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToElement(answer, type);
        return Bytes(json) <= MaxBytes ? new ToolAnswer(json, false) : Refuse("The answer would be too long. Ask for less.");
    }

    /// <param name="reason">What is wrong, and what to do instead.</param>
    /// <param name="candidates">What may have been meant.</param>
    public static ToolAnswer Refuse(string reason, IReadOnlyList<NamedPlant>? candidates = null)
    {
        var refusal = new Refusal { Error = reason, Candidates = candidates is { Count: > 0 } ? candidates : null };
        return new ToolAnswer(JsonSerializer.SerializeToElement(refusal, AssistantsJson.Brief.Refusal), true);
    }

    /// <summary>As many as fit, and whether more follow.</summary>
    /// <param name="all">Those that are asked for.</param>
    /// <param name="type">How they are written.</param>
    /// <param name="bytes">How much room there is.</param>
    public static (IReadOnlyList<T> Some, bool More) Fit<T>(IEnumerable<T> all, JsonTypeInfo<T> type, int bytes = ItemBytes)
    {
        var some = new List<T>();
        foreach (var item in all)
        {
            bytes -= JsonSerializer.SerializeToUtf8Bytes(item, type).Length + 1;
            if (bytes < 0) return (some, true);
            some.Add(item);
        }

        return (some, false);
    }

    /// <summary>A text of people, not longer than an assistant needs to get the point.</summary>
    public static string? Cut(string? text, int longest = 500)
    {
        if (text is null || text.Length <= longest) return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }

    private static int Bytes(JsonElement json) => Encoding.UTF8.GetByteCount(json.GetRawText());
}
