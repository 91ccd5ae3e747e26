using System.Globalization;
using System.Text.Json;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>JSON Schema (2020-12) as tools need it, in as few words as an assistant can be told it.</summary>
internal static class ToolSchema
{
    /// <summary>
    /// What people wrote stands in it, and nowhere else. What that means is said once, in the server's instructions.
    /// </summary>
    public static readonly string Untrusted = Property("untrusted_text", "object", null);

    /// <param name="needed">Names that must be there.</param>
    /// <param name="properties">Each a property.</param>
    public static string Object(string[] needed, params string[] properties)
    {
        var required = needed.Length == 0 ? string.Empty : $"\"required\":[{Quoted(needed)}],";
        return "{\"type\":\"object\"," + required + "\"properties\":{" + string.Join(',', properties) + "}}";
    }

    public static string Text(string name, string? description = null) => Property(name, "string", description);

    public static string Flag(string name) => Property(name, "boolean", null);

    public static string Whole(string name, string? description = null) => Property(name, "integer", description);

    /// <summary>A whole number within bounds.</summary>
    public static string Whole(string name, int least, int most) => string.Create(
        CultureInfo.InvariantCulture, $"\"{name}\":{{\"type\":\"integer\",\"minimum\":{least},\"maximum\":{most}}}");

    public static string Number(string name, double most) => string.Create(
        CultureInfo.InvariantCulture, $"\"{name}\":{{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":{most}}}");

    public static string Choice(string name, IEnumerable<string> words) =>
        $"\"{name}\":{{\"type\":\"string\",\"enum\":[{Quoted(words)}]}}";

    /// <summary>A list of things that have these properties.</summary>
    public static string List(string name, params string[] properties) => properties.Length == 0
        ? Property(name, "array", null)
        : $"\"{name}\":{{\"type\":\"array\",\"items\":{Object([], properties)}}}";

    /// <summary>A thing that has these properties.</summary>
    public static string Thing(string name, params string[] properties) => $"\"{name}\":{Object([], properties)}";

    private static string Property(string name, string type, string? description) => description is null
        ? $"\"{name}\":{{\"type\":\"{type}\"}}"
        : $"\"{name}\":{{\"type\":\"{type}\",\"description\":\"{JsonEncodedText.Encode(description)}\"}}";

    private static string Quoted(IEnumerable<string> words) => string.Join(',', words.Select(word => $"\"{word}\""));
}
