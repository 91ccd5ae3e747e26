namespace PlantOps.Gateway.Plants.Species;

/// <summary>What built-in profiles say of watering and feeding, in other languages than English.</summary>
internal static class SpeciesPhrases
{
    public const string GermanSection = "german";

    private static readonly Lazy<Dictionary<string, string>> Germans = new(() =>
        SpeciesTable.Read(SpeciesFile.BuiltInText(), []).Section(GermanSection).ToDictionary(row => row["phrase"], row => row["german"]));

    /// <summary>The same in German; what a user wrote is left as it is.</summary>
    public static string German(string phrase) => Germans.Value.GetValueOrDefault(phrase, phrase);
}
