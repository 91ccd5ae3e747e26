using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>
/// A line of InfluxDB's line protocol:
/// <c>measurement,tag=value field=1.5,other=2i 1589360400000000000</c>. Spaces, commas and equals signs are escaped by a
/// backslash, texts stand in quotes.
/// </summary>
internal sealed class LineProtocol
{
    /// <summary>Longest line, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Measurement and tags, as the line has them.</summary>
    public string Series { get; private set; } = string.Empty;

    public string Measurement { get; private set; } = string.Empty;

    public List<(string Key, string Value)> Tags { get; } = [];

    /// <summary>Numbers only; NaN where a field is something else.</summary>
    public List<(string Key, double Value)> Fields { get; } = [];

    /// <summary>Unix milliseconds; <see langword="null"/> where the line has no time.</summary>
    public long? Time { get; private set; }

    /// <summary>Whether a line is one of these.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) =>
        line.Length is > 0 and <= MaxBytes && new LineProtocol().Read(Encoding.UTF8.GetString(line)) is null;

    /// <summary>What is wrong with a line; <see langword="null"/> where it was read.</summary>
    public string? Read(string line)
    {
        Tags.Clear();
        Fields.Clear();
        Time = null;
        var end = Next(line, 0, ' ');
        if (end is <= 0 || end >= line.Length) return "It is no line protocol: there are no fields.";
        Series = line[..end];
        if (!ReadSeries()) return "It is no line protocol: a tag has no value.";
        var rest = line[(end + 1)..].TrimStart(' ');
        end = Next(rest, 0, ' ');
        if (!ReadFields(rest[..end])) return "It is no line protocol: a field has no value.";
        var time = rest[Math.Min(end + 1, rest.Length)..].Trim();
        if (time.Length == 0) return null;
        if (!long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var epoch))
            return $"'{ArchiveChecks.Shown(time)}' is not the epoch of a time.";
        Time = ImportTime.OfEpoch(epoch);
        return null;
    }

    private bool ReadSeries()
    {
        var at = Next(Series, 0, ',');
        Measurement = Unescaped(Series[..at]);
        while (at < Series.Length)
        {
            var start = at + 1;
            at = Next(Series, start, ',');
            var sign = Next(Series, start, '=');
            if (sign >= at || sign == start) return false;
            Tags.Add((Unescaped(Series[start..sign]), Unescaped(Series[(sign + 1)..at])));
        }

        return Measurement.Length > 0;
    }

    private bool ReadFields(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            at = Next(text, start, ',');
            var sign = Next(text, start, '=');
            if (sign >= at || sign == start) return false;
            if (Number(text[(sign + 1)..at]) is not { } value) return false;
            Fields.Add((Unescaped(text[start..sign]), value));
        }

        return Fields.Count > 0;
    }

    // 1.5, 2i, 3u; texts in quotes and truths are no numbers, and everything else is no field.
    private static double? Number(string text)
    {
        if (text.Length == 0) return null;
        var digits = text.Length > 1 && text[^1] is 'i' or 'u' ? text[..^1] : text;
        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return double.IsFinite(value) ? value : double.NaN;
        var isOther = text[0] == '"' || text.ToLowerInvariant() is "t" or "f" or "true" or "false";
        return isOther ? double.NaN : null;
    }

    /// <summary>Where a sign stands that is neither escaped nor in quotes; the end where none does.</summary>
    private static int Next(string text, int start, char sign)
    {
        var isQuoted = false;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == '"') isQuoted = !isQuoted;
            else if (text[at] == sign && !isQuoted) return at;
        }

        return text.Length;
    }

    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is ',' or '=' or ' ' or '"' or '\\') at++;
            plain.Append(text[at]);
        }

        return plain.ToString();
    }
}
