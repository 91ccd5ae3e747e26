using System.Text;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Names as words that can be compared: lower case, without marks, ü as ue.</summary>
internal static class SpeciesText
{
    public static string[] Of(string text)
    {
        var folded = new StringBuilder(text.Length + 4);
        foreach (var letter in text.ToLowerInvariant())
        {
            // "Mother-in-law's tongue" is also typed without the apostrophe, hardly ever with a space.
            if (letter is '\'' or '’') continue;
            folded.Append(char.IsAsciiLetterOrDigit(letter) ? letter.ToString() : Fold(letter));
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // By hand: the gateway carries no ICU, without which .NET takes no letter apart.
    private static string Fold(char letter) => letter switch
    {
        'ä' or 'æ' => "ae",
        'ö' or 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' or 'á' or 'â' or 'ã' or 'å' => "a",
        'ç' => "c",
        'è' or 'é' or 'ê' or 'ë' => "e",
        'ì' or 'í' or 'î' or 'ï' => "i",
        'ñ' => "n",
        'ò' or 'ó' or 'ô' or 'õ' or 'ø' => "o",
        'ù' or 'ú' or 'û' => "u",
        // Letters of other scripts stay what they are: a user's own names.
        _ => char.IsLetterOrDigit(letter) ? letter.ToString() : " ",
    };
}
