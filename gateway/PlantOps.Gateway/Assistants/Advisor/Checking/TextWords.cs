namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// Looks at the words of a text: each by itself, with what is between its parts left out, and with its neighbours.
/// </summary>
internal static class TextWords
{
    // Supercalifragilistic words hide others.
    private const int MaxLetters = 40;

    // "zwei und zwanzig", "thou sa nd".
    private const int MaxJoined = 4;

    // What is a word of one letter, in English.
    private const string Single = "IaA";

    public static IEnumerable<string> Faults(IReadOnlyList<TextPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Joined.Length > 0 && FaultOf(piece) is { } fault) yield return fault;
        }

        // A reference parts words from each other as an empty one.
        var words = pieces.SelectMany(WordsOf).ToList();
        var folded = words.ConvertAll(TextPiece.Fold);
        var starts = StartsOf(pieces);
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].Length == 0) continue;
            if (FaultAt(words[at], folded, at, starts.Contains(at)) is { } fault) yield return fault;
        }
    }

    /// <summary>Of the letters of a piece, as it reads without its hyphens, points and apostrophes.</summary>
    private static string? FaultOf(TextPiece piece)
    {
        var word = piece.Joined;
        if (word.Length > MaxLetters) return $"“{TextPiece.Cut(word)}” is too long a word.";
        if (NumberWords.IsRead(word)) return $"“{word}” can be read as a figure.";
        if (piece.Words.Count == 1 && piece.Words[0] == word) return null;
        var folded = TextPiece.Fold(word);
        return NumberWords.Has(folded) ? Number(word) : Withheld(word, WithheldWords.Because(folded));
    }

    private static string? FaultAt(string word, List<string> folded, int at, bool isStart)
    {
        if (word.Length == 1 && !Single.Contains(word[0], StringComparison.Ordinal))
            return $"“{word}” is a letter that stands alone: write words, not units and abbreviations.";
        if (IsOddlyWritten(word)) return $"“{word}” has capital letters within it.";
        if (NumberWords.IsRead(word)) return $"“{word}” can be read as a figure.";
        if (NumberWords.HasIn(folded, at)) return Number(word);
        var before = at > 0 ? folded[at - 1] : string.Empty;
        return Withheld(word, WithheldWords.Because(folded[at]) ?? WithheldWords.BecauseIn(word, before, isStart))
            ?? FaultOfJoined(folded, at);
    }

    private static string? FaultOfJoined(List<string> folded, int at)
    {
        var joined = folded[at];
        for (var next = at + 1; next < Math.Min(folded.Count, at + MaxJoined); next++)
        {
            // What it means is told by its neighbours, and was.
            if (folded[next] is "" or "one" or "achte" or "achten" || joined is "one" or "achte" or "achten") return null;
            joined += folded[next];
            if (NumberWords.HasJoined(folded[at], joined)) return Number(joined);
            if (WithheldWords.BecauseJoined(folded[at], joined) is { } because) return Withheld(joined, because);
        }

        return null;
    }

    private static bool IsOddlyWritten(string word) =>
        word.Skip(1).Any(char.IsUpper) && !word.All(char.IsUpper);

    private static string Number(string word) =>
        $"“{word}” is a number word: write no number but references such as {{r1}}.";

    private static string? Withheld(string word, string? because) => because is null ? null : $"“{word}” {because}.";

    private static IReadOnlyList<string> WordsOf(TextPiece piece) => piece.Reference is null ? piece.Words : [string.Empty];

    /// <summary>Which words begin a sentence.</summary>
    private static HashSet<int> StartsOf(IReadOnlyList<TextPiece> pieces)
    {
        var starts = new HashSet<int> { 0 };
        var at = 0;
        foreach (var piece in pieces)
        {
            at += WordsOf(piece).Count;
            if (piece.IsEnd) starts.Add(at);
        }

        return starts;
    }
}
