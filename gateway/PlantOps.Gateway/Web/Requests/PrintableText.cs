using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Web.Requests;

/// <summary>
/// What names and other text of people may consist of: what can be seen. Characters that control, reorder or hide what
/// stands beside them would make two names look the same, or one look like something else.
/// </summary>
internal static class PrintableText
{
    private const int ZeroWidthJoiner = 0x200D;

    // Letters and a mark that have no shape (Unicode, Default_Ignorable_Code_Point), and the braille pattern without a dot.
    private static readonly int[] WithoutShape = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0];

    /// <summary>Whether it is a name: something that can be seen, on one line.</summary>
    public static bool IsName(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && IsLine(text, longest);

    /// <summary>Whether it fits one line; it may be empty.</summary>
    public static bool IsLine(string text, int longest) => text.Length <= longest && IsVisible(text, isLine: true);

    /// <summary>The same with line ends and tabs.</summary>
    public static bool IsText(string text, int longest) => text.Length <= longest && IsVisible(text, isLine: false);

    /// <summary>The text without what may not be in a line.</summary>
    public static string Strip(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var visible = new StringBuilder(text.Length);
        for (var i = 0; i < runes.Length; i++)
        {
            if (IsAllowed(runes, i)) visible.Append(runes[i].ToString());
        }

        return visible.ToString();
    }

    private static bool IsVisible(string text, bool isLine)
    {
        // Half a surrogate pair is no character; enumerated it would be the replacement for one.
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }

        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            if (!isLine && runes[i].Value is '\n' or '\r' or '\t') continue;
            if (!IsAllowed(runes, i)) return false;
        }

        return true;
    }

    private static bool IsAllowed(Rune[] runes, int at)
    {
        if (runes[at].Value == ZeroWidthJoiner) return JoinsEmoji(runes, at);
        return !WithoutShape.Contains(runes[at].Value) && Rune.GetUnicodeCategory(runes[at]) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
    }

    // As in a gardener: a woman, the joiner, a sheaf of rice; behind the woman a tone of skin or a variation selector may stand.
    private static bool JoinsEmoji(Rune[] runes, int at)
    {
        var before = at - 1;
        while (before > 0 && IsAddition(runes[before])) before--;
        return before >= 0 && at + 1 < runes.Length && IsSymbol(runes[before]) && IsSymbol(runes[at + 1]);
    }

    private static bool IsAddition(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierSymbol;

    private static bool IsSymbol(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;
}
