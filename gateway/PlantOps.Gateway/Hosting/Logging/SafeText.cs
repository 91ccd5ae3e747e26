using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>
/// Makes text of a stranger fit for one line of a log: what could begin a line, move the cursor, turn the direction of
/// writing or be invisible stands there escaped, and what is too long is cut.
/// </summary>
internal static class SafeText
{
    private const char Cut = '…';

    /// <summary>The text itself where it is short and harmless.</summary>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest && !text.Any(MustEscape)) return text;
        var safe = new StringBuilder(Math.Min(text.Length, longest) + 1);
        foreach (var character in text)
        {
            var shown = MustEscape(character) ? Escape(character) : null;
            if (safe.Length + (shown?.Length ?? 1) > longest) return safe.Append(Cut).ToString();
            if (shown is null) safe.Append(character);
            else safe.Append(shown);
        }

        return safe.ToString();
    }

    // A letter outside the first plane is a pair of surrogates; cutting one apart or a lone one does no harm to a line.
    private static bool MustEscape(char character) => !char.IsAscii(character)
        ? char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        : char.IsControl(character);

    private static string Escape(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
