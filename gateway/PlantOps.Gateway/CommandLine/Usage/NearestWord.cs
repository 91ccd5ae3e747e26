using F23.StringSimilarity;

namespace PlantOps.Gateway.CommandLine.Usage;

/// <summary>Finds what was probably meant by a word that was typed wrongly.</summary>
internal static class NearestWord
{
    private const int MaxTyped = 100;

    private static readonly OptimalStringAlignment Distance = new();

    /// <summary>The candidate that was probably meant; <see langword="null"/> where none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> candidates)
    {
        if (typed.Length > MaxTyped) return null;
        var word = Bare(typed);
        var allowed = word.Length < 2 ? 0 : Math.Max(1, word.Length / 3);
        return candidates
            .Select(candidate => (Candidate: candidate, Mistakes: Mistakes(word, Bare(candidate))))
            .Where(found => found.Mistakes <= allowed)
            .OrderBy(found => found.Mistakes)
            .Select(found => found.Candidate)
            .FirstOrDefault();
    }

    /// <summary>" Did you mean X?", or nothing where none is near.</summary>
    public static string Hint(string typed, IEnumerable<string> candidates) =>
        Of(typed, candidates) is { } near ? $" Did you mean {near}?" : string.Empty;

    // Half a word is as good as one mistake.
    private static double Mistakes(string typed, string candidate) =>
        typed.Length > 2 && candidate.StartsWith(typed, StringComparison.Ordinal) ? 1 : Distance.Distance(typed, candidate);

    // Upper case, dashes and the like are no mistakes of their own.
    private static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
