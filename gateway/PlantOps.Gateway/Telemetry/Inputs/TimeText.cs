using System.Buffers;
using System.Globalization;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>Reads times as devices and other systems write them.</summary>
internal static class TimeText
{
    // So far seconds of today's times are from milliseconds, and those from micro- and nanoseconds: 2001 to 2103.
    private const double FirstSecond = 1e9;
    private const double EndOfSeconds = 4.2e9;

    /// <summary><c>2026-05-01T10:00</c>.</summary>
    private const int LeastTime = 16;

    private static readonly SearchValues<char> OfTime = SearchValues.Create("0123456789:.");

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd' 'HH:mm",
        "yyyy/MM/dd' 'HH:mm:ss.FFFFFFF", "yyyy/MM/dd'T'HH:mm:ss.FFFFFFF",
    ];

    /// <summary>
    /// Unix milliseconds of a number of seconds, milliseconds, microseconds or nanoseconds, each told by its size;
    /// <see langword="null"/> where it is none of them.
    /// </summary>
    public static long? Milliseconds(double number) => Math.Abs(number) switch
    {
        >= FirstSecond and < EndOfSeconds => (long)Math.Round(number * 1000),
        >= FirstSecond * 1e6 and < EndOfSeconds * 1e6 => (long)(number / 1000),
        >= FirstSecond * 1e9 and < EndOfSeconds * 1e9 => (long)(number / 1e6),
        <= Limits.MaxIdentity => (long)number,
        _ => null,
    };

    /// <summary>
    /// Unix milliseconds of a number as text, or of a time by ISO 8601 or RFC 3339, with <c>T</c> or a blank, and behind it
    /// <c>Z</c>, <c>UTC</c>, <c>GMT</c> or an offset. Without one it may be of any time zone: it is taken for UTC, and
    /// <paramref name="isLocal"/> says so.
    /// </summary>
    public static long? Parse(ReadOnlySpan<char> text, out bool isLocal)
    {
        isLocal = false;
        text = text.Trim(" \t\r\n\0");
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Milliseconds(number);
        if (text.Length < LeastTime) return null;

        // The date has hyphens as well: an offset can only begin behind hours and minutes.
        var end = text[LeastTime..].IndexOfAnyExcept(OfTime);
        var time = end < 0 ? text : text[..(LeastTime + end)];
        var offset = end < 0 ? [] : text[(LeastTime + end)..].Trim();
        if (!TryOffset(offset, out var ahead)) return null;
        foreach (var form in Forms)
        {
            if (!DateTime.TryParseExact(time, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)) continue;
            isLocal = offset.IsEmpty;
            return (parsed.Ticks - DateTime.UnixEpoch.Ticks - ahead.Ticks) / TimeSpan.TicksPerMillisecond;
        }

        return null;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan ahead)
    {
        ahead = TimeSpan.Zero;
        if (text is ['U' or 'u', 'T' or 't', 'C' or 'c', ..] or ['G' or 'g', 'M' or 'm', 'T' or 't', ..]) text = text[3..];
        if (text.IsEmpty || text is "Z" or "z") return true;
        if (text[0] is not ('+' or '-')) return false;
        var digits = text[1..];
        var hours = digits.Length > 2 ? digits[..2] : digits;
        var minutes = digits.Length > 2 ? digits[2..].TrimStart(':') : "0";
        if (!byte.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h)) return false;
        if (!byte.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || h > 18 || m > 59) return false;
        ahead = new TimeSpan(h, m, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
