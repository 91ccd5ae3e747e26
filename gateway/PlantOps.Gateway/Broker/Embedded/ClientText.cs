using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>Text that a client may have chosen, made fit for a log.</summary>
internal static class ClientText
{
    private const int MaxLength = 200;

    /// <summary>Cut, and without what could end a line, colour it or turn its direction round.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength) return clean.Append('…').ToString();
            clean.Append(IsVisible(rune) ? rune.ToString() : "?");
        }

        return clean.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
