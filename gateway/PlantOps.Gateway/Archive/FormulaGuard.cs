namespace PlantOps.Gateway.Archive;

/// <summary>
/// Text in a CSV file that a spreadsheet would take for a formula, which can read other cells and start programs. An
/// apostrophe before it makes text of it; such a field is always quoted, by which a reader knows that the apostrophe
/// is to be taken away again. What earlier versions wrote has none, and is read as it is.
/// </summary>
internal static class FormulaGuard
{
    private const char Mark = '\'';

    /// <summary>The text with an apostrophe more, where it needs one; others stay what they are.</summary>
    public static string Guard(string text, out bool isGuarded)
    {
        isGuarded = IsFormula(text.AsSpan().TrimStart(Mark));
        return isGuarded ? Mark + text : text;
    }

    /// <summary>The text of a quoted field as it was before <see cref="Guard"/>.</summary>
    public static string Unguard(string text) =>
        text.StartsWith(Mark) && IsFormula(text.AsSpan().TrimStart(Mark)) ? text[1..] : text;

    // Programs skip what is white before it, and some of them take the wide forms for the narrow ones.
    private static bool IsFormula(ReadOnlySpan<char> text) =>
        text is ['\t' or '\r' or '\n', ..]
        || text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
}
