namespace PlantOps.Gateway.CommandLine.Usage;

/// <summary>
/// Finds words that were typed as options and are none. The parser takes such a word for the value of whatever wants one:
/// <c>plant remove --dry-run</c> would remove a plant of that name.
/// </summary>
internal static class UnknownOptions
{
    /// <param name="words">As they were typed.</param>
    /// <param name="known">Every option that may be there, with its aliases.</param>
    public static IEnumerable<string> In(IEnumerable<string> words, IReadOnlyCollection<string> known) =>
        from word in words.TakeWhile(word => word != "--")
        let name = NameIn(word, '=')
        where LooksLikeOption(name) && !known.Contains(name) && !known.Contains(NameIn(word, ':'))
        select name;

    // "-5", "- dry" and "-1h" are values.
    private static bool LooksLikeOption(string name) =>
        name.Length > 1 && name[0] == '-' && !name.Any(char.IsWhiteSpace) &&
        (char.IsAsciiLetter(name[1]) || (name[1] == '-' && name.Length > 2));

    private static string NameIn(string word, char end) =>
        word.IndexOf(end, StringComparison.Ordinal) is > 0 and var length ? word[..length] : word;
}
