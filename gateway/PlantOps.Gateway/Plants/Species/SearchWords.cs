namespace PlantOps.Gateway.Plants.Species;

/// <summary>
/// Words that people add to a plant's name and that tell nothing of which plant it is, folded as <see cref="SpeciesText"/> does.
/// </summary>
internal static class SearchWords
{
    private static readonly HashSet<string> Generic =
    [
        // English
        "plant", "plants", "houseplant", "houseplants", "potted", "indoor", "outdoor", "mini",
        "a", "an", "the", "my", "of", "in", "from", "for", "with", "and",
        // German
        "pflanze", "pflanzen", "zimmerpflanze", "zimmerpflanzen", "topfpflanze", "topfpflanzen",
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "mein", "meine", "von", "vom", "und", "im",
        // French
        "plante", "plantes", "le", "la", "les", "un", "une", "mon", "ma", "de", "du", "et", "en", "au", "aux",
        // Spanish
        "planta", "plantas", "el", "los", "las", "una", "mi", "del", "y", "al",
    ];

    public static bool IsGeneric(string word) => Generic.Contains(word);

    /// <summary>Those that tell something; all of them where none does.</summary>
    public static string[] Telling(string[] words)
    {
        var telling = Array.FindAll(words, word => !IsGeneric(word));
        return telling.Length > 0 ? telling : words;
    }
}
