namespace PlantOps.Gateway.Plants.Species;

/// <summary>The data file of built-in profiles. Its first lines say how it is written.</summary>
/// <param name="Profiles">In the order of the file.</param>
/// <param name="Errors">Everything that is wrong with it, with line and column.</param>
internal sealed record SpeciesFile(IReadOnlyList<SpeciesProfile> Profiles, IReadOnlyList<string> Errors)
{
    /// <summary>The one that the gateway carries.</summary>
    /// <exception cref="InvalidDataException">It is damaged, which a test rules out.</exception>
    public static IReadOnlyList<SpeciesProfile> BuiltIn()
    {
        var file = Parse(BuiltInText());
        return file.Errors.Count == 0
            ? file.Profiles
            : throw new InvalidDataException(string.Join(Environment.NewLine, file.Errors));
    }

    public static string BuiltInText()
    {
        using var stream = typeof(SpeciesFile).Assembly.GetManifestResourceStream("species.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static SpeciesFile Parse(string text)
    {
        var errors = new List<string>();
        var table = SpeciesTable.Read(text, errors);
        var parser = new SpeciesRowParser(table);
        var profiles = new Dictionary<string, SpeciesProfile>();
        foreach (var row in table.Section("species"))
        {
            var profile = parser.Parse(row);
            if (!profiles.TryAdd(profile.Id, profile)) row.Wrong("id", $"'{profile.Id}' is there already.");
        }

        return new SpeciesFile([.. profiles.Values], errors);
    }
}

/// <summary>What built-in profiles say of watering and feeding, in other languages than English.</summary>
internal static class SpeciesPhrases
{
    public const string GermanSection = "german";

    private static readonly Lazy<Dictionary<string, string>> Germans = new(() =>
        SpeciesTable.Read(SpeciesFile.BuiltInText(), []).Section(GermanSection)
            .ToDictionary(row => row["phrase"], row => row["german"]));

    /// <summary>The same in German; what a user wrote is left as it is.</summary>
    public static string German(string phrase) => Germans.Value.GetValueOrDefault(phrase, phrase);
}
