using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// The characters that a model's words may have: letters of English and its neighbours, and the signs of plain sentences. All
/// others look like something else, hide something, or are figures, markup or parts of links.
/// </summary>
internal static class TextCharacters
{
    private const string Signs = ".,;:!?'\"()-–—…‘’‚“”„«»‹›";
    private const string Hyphens = "\u2010\u2011";

    // Of these two letters look like b and p, and two stand for nothing in the languages that are spoken here.
    private const string OddLetters = "ÞþÐð";
    private const string MoreLetters = "œŒšŠžŽ";

    /// <summary>Makes a text one line of usual signs, and says what else is in it. Braces are left as they are.</summary>
    public static (string Plain, List<string> Faults) Read(string text)
    {
        var faults = new List<string>();
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune)) Space(plain);
            else if (Hyphens.Contains((char)rune.Value, StringComparison.Ordinal) && rune.IsBmp) plain.Append('-');
            else if (IsUsual(rune)) plain.Append((char)rune.Value);
            else faults.Add(FaultOf(rune));
        }

        var trimmed = plain.ToString().Trim();
        faults.AddRange(FiguresOutside(trimmed));
        return (trimmed, faults);
    }

    public static bool IsLetter(char sign) =>
        char.IsAsciiLetter(sign)
        || (sign is >= 'À' and <= 'ÿ' and not ('×' or '÷') && !OddLetters.Contains(sign, StringComparison.Ordinal))
        || MoreLetters.Contains(sign, StringComparison.Ordinal);

    private static bool IsSpace(Rune rune) =>
        rune.Value is '\n' or '\r' or '\t' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;

    private static void Space(StringBuilder plain)
    {
        if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
    }

    // Digits are usual within braces alone; that is looked at afterwards.
    private static bool IsUsual(Rune rune) =>
        rune.IsBmp && (char)rune.Value is var sign
        && (IsLetter(sign) || sign is '{' or '}' || char.IsAsciiDigit(sign) || Signs.Contains(sign, StringComparison.Ordinal));

    private static IEnumerable<string> FiguresOutside(string plain)
    {
        var isInside = false;
        foreach (var sign in plain)
        {
            if (sign is '{' or '}') isInside = sign == '{';
            else if (!isInside && char.IsAsciiDigit(sign)) yield return Figure(sign.ToString());
        }
    }

    private static string FaultOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
            Figure(rune.ToString()),
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned =>
            string.Create(CultureInfo.InvariantCulture, $"It has the invisible character U+{rune.Value:X4}."),
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark =>
            string.Create(CultureInfo.InvariantCulture, $"It has the combining mark U+{rune.Value:X4}."),
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter =>
            string.Create(CultureInfo.InvariantCulture,
                $"It has the letter U+{rune.Value:X4} of another script: write English or German."),
        _ when rune == Rune.ReplacementChar => "It has half a character.",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"It has “{rune}”: write plain sentences without markup, links, units and signs."),
    };

    private static string Figure(string figure) =>
        $"It has the figure “{figure}”: write no figure but references such as {{r1}}.";
}
