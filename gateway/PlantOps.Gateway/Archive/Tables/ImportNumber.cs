using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Numbers as others write them.</summary>
internal static class ImportNumber
{
    private const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int MaxLength = 64;

    private static readonly string[] NoValue =
        ["", "nan", "null", "none", "nil", "na", "n/a", "#n/a", "-", "--", "inf", "-inf", "+inf", "infinity", "-infinity",
            "unavailable", "unknown", "undefined", "missing"];

    // The units of metrics.
    private static readonly string[] Units = ["%", "°C", "℃", "lx", "V"];

    /// <summary>
    /// Reads a number; NaN, with <see langword="true"/>, for a word that says that there is none. The unit that a metric has
    /// anyway may stand behind it; another one makes it no number.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="decimalComma">Whether a comma stands before the decimals; a point then parts thousands if both are
    /// there.</param>
    /// <param name="value">What was read.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, bool decimalComma, out double value)
    {
        if (double.TryParse(text, Form, CultureInfo.InvariantCulture, out value) && !double.IsInfinity(value)) return true;
        value = double.NaN;
        if (text.Length > MaxLength) return false;
        var plain = Encoding.UTF8.GetString(text).Trim().Trim('\0', '\uFEFF').Trim();
        if (NoValue.Contains(plain.ToLowerInvariant())) return true;
        if (Units.FirstOrDefault(unit => plain.EndsWith(unit, StringComparison.Ordinal)) is { } behind)
            plain = plain[..^behind.Length].TrimEnd();
        if (decimalComma && plain.Contains(',', StringComparison.Ordinal))
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        var isNumber = double.TryParse(plain, Form, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        if (!isNumber) value = double.NaN;
        return isNumber;
    }

    /// <summary>Whether a text is a number with a comma before its decimals, and nothing else.</summary>
    public static bool HasDecimalComma(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var at = text.IndexOf((byte)',');
        if (at < 1 || text.Length is < 3 or > MaxLength) return false;
        var before = text[..at].TrimStart((byte)'-');
        var after = text[(at + 1)..];

        // Three digits behind it may be thousands.
        return after.Length != 3 && before.Length > 0 && IsDigits(before) && after.Length > 0 && IsDigits(after);
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
