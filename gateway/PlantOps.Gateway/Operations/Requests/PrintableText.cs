using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Operations.Requests;

/// <summary>Text that shows what it is: without what hides in a line, breaks it or turns it around.</summary>
internal static class PrintableText
{
    // Joiners make letters and pictures out of several; these only hide.
    private const string Hidden = "\u00AD\u180E\u200B\u2060\uFEFF\uFFFD";

    private const string Directions = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    public static bool IsValid(string text) => text.EnumerateRunes().All(IsPrintable);

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && !(rune.IsBmp && (Hidden.Contains((char)rune.Value) || Directions.Contains((char)rune.Value)));
}
