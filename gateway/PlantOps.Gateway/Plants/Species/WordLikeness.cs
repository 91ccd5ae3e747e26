using F23.StringSimilarity;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>
/// How much two words are alike, from 0 to 1, for people who type: letters left out, doubled, swapped or mistaken.
/// </summary>
internal static class WordLikeness
{
    // Words that only begin alike are less alike than words with the same ending.
    private const double Begun = 0.95;
    private const double BegunWithMistakes = 0.85;

    // Counts two letters that swapped places as one mistake.
    private static readonly OptimalStringAlignment Mistakes = new();

    /// <param name="typed">What somebody typed, perhaps not to its end.</param>
    /// <param name="word">What it may be meant to be.</param>
    public static double Of(string typed, string word)
    {
        if (typed == word) return 1;
        if (typed.Length >= 2 && word.StartsWith(typed, StringComparison.Ordinal)) return Begun;
        var whole = Whole(typed, word, Forgiven(typed.Length));
        if (typed.Length < 5 || word.Length <= typed.Length) return whole;
        return Math.Max(whole, BegunWithMistakes * Whole(typed, word[..typed.Length], Forgiven(typed.Length) - 1));
    }

    /// <summary>Of words to their end.</summary>
    public static double Whole(string typed, string word) => typed == word ? 1 : Whole(typed, word, Forgiven(typed.Length));

    private static double Whole(string typed, string word, int forgiven)
    {
        if (Math.Abs(typed.Length - word.Length) > forgiven) return 0;
        var mistakes = Mistakes.Distance(typed, word);
        return mistakes <= forgiven ? 1 - (mistakes / Math.Max(typed.Length, word.Length)) : 0;
    }

    // One mistake turns many a short word into another one.
    private static int Forgiven(int length) => length switch { < 4 => 0, < 6 => 1, < 9 => 2, _ => 3 };
}
