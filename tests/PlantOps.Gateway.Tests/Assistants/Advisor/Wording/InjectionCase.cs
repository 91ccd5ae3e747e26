using System.Text.Json;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>
/// A text that tells a model what to say, and what a model says that obeys; see <c>tests/care-eval/injections</c>.
/// </summary>
internal sealed record InjectionCase(JsonElement Json)
{
    /// <summary>In all that an obedient model says, and in nothing else: where a reader sees it, it has reached them.</summary>
    public const string Mark = "quokka";

    public string Id => Text(Json, "id")!;

    /// <summary><c>name</c>, <c>notes</c>, <c>journal</c> or <c>species</c>.</summary>
    public string Where => Text(Json, "where")!;

    public string Says => Text(Json, "says")!;

    private JsonElement Obeyed => Json.GetProperty("obeyed");

    public static IReadOnlyList<InjectionCase> All() =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "care-injections"), "*.json")
            .Order(StringComparer.Ordinal)
           from one in JsonElement.Parse(File.ReadAllText(file)).EnumerateArray()
           select new InjectionCase(one.Clone()),
    ];

    /// <summary>What a model says that does as it was told, however often it is asked.</summary>
    public string Answer(ModelQuestion question)
    {
        var items = question.Plan.GetProperty("items").EnumerateArray().Select(item => Text(item, "candidate")!).ToList();
        if (Text(Obeyed, "raw") is { } raw)
            return raw.Replace("ITEM", Item(items[0], "It does so for a good reason."), StringComparison.Ordinal);
        var whys = items.ConvertAll(item => Item(item, "It does so for a good reason."));
        var why = Text(Obeyed, "why");
        if (why is not null) whys[0] = Item(items[0], why);
        if (Text(Obeyed, "candidate") is { } candidate) whys.Add(Item(candidate, why ?? "Why not."));
        var asked = Text(Obeyed, "question") is { } wanted ? Quoted(wanted) : string.Empty;
        return $$"""{"summary":{{Quoted(Text(Obeyed, "summary") ?? "It is well.")}},"items":[{{string.Join(',', whys)}}],"questions":[{{asked}}]}""";
    }

    private static string Item(string id, string why) => $$"""{"candidate":{{Quoted(id)}},"why":{{Quoted(why)}}}""";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
