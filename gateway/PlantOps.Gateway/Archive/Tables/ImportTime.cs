using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>What comes first in a date with slashes.</summary>
internal enum DateOrder
{
    DayFirst,
    MonthFirst,
}

/// <summary>Times as others write them: ISO 8601, RFC 3339, dates with points, with or without an offset, and epochs.</summary>
/// <param name="zone">Of times without an offset; none are taken where it is <see langword="null"/>.</param>
/// <param name="order">How dates with slashes are meant; none are taken where it is <see langword="null"/>.</param>
internal sealed class ImportTime(TimeZoneInfo? zone, DateOrder? order)
{
    private const int MaxLength = 64;
    private const int MaxFraction = 7;
    private const long MillisecondsPerSecond = 1000;
    private const int TicksPerMillisecond = (int)TimeSpan.TicksPerMillisecond;

    private const string Zoneless =
        "says no offset from UTC: say whose time it is with a time zone, such as --time-zone Europe/Berlin or --time-zone UTC.";

    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "yyyyMMdd"];
    private static readonly string[] DaysFirst = [.. DateForms, "d/M/yyyy", "d-M-yyyy"];
    private static readonly string[] MonthsFirst = [.. DateForms, "M/d/yyyy", "M-d-yyyy"];
    private static readonly string[] ClockForms =
        ["H:m:s.FFFFFFF", "H:m", "h:m:s.FFFFFFF tt", "h:m tt", "HHmmss"];

    private static readonly string[] UtcWords = ["Z", "UTC", "GMT"];

    // What a clock that was put back says twice is told apart by what came before.
    private long _last = long.MinValue;

    /// <summary>What is wrong with a text; <see langword="null"/> where it is a time.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="time">Unix milliseconds.</param>
    public string? Read(ReadOnlySpan<byte> text, out long time)
    {
        if (CsvText.TryReadTime(text, out time)) return null;
        if (text.Length > MaxLength) return "It is too long for a time.";
        return Read(Encoding.UTF8.GetString(text), out time);
    }

    public string? Read(string text, out long time)
    {
        var plain = text.Trim().Trim('\0', '\uFEFF', '\'').Trim();
        if (double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var epoch)
            && (plain.Length != 8 || !plain.StartsWith("20", StringComparison.Ordinal)))
        {
            time = OfEpoch(plain, epoch);
            return null;
        }

        time = 0;
        if (!TrySplit(plain, out var local, out var offset))
        {
            if (order is null && IsOfTwoOrders(plain))
            {
                return $"'{ArchiveChecks.Shown(text)}' may have the day or the month first: say which with --date-order dmy or "
                    + "mdy.";
            }

            return $"'{ArchiveChecks.Shown(text)}' is neither ISO 8601 with an offset, like 2026-05-01T08:00:00.000Z, nor Unix "
                + "seconds or milliseconds.";
        }

        if (offset is null && zone is null) return $"'{ArchiveChecks.Shown(text)}' {Zoneless}";
        time = offset is { } known ? Unix(local, known) : OfZone(local);
        _last = time;
        return null;
    }

    /// <summary>An epoch in seconds, milliseconds, microseconds or nanoseconds: its size says which.</summary>
    public static long OfEpoch(double epoch) => Math.Abs(epoch) switch
    {
        < 1e11 => (long)Math.Floor(epoch * MillisecondsPerSecond),
        < 1e14 => (long)Math.Floor(epoch),
        < 1e17 => (long)Math.Floor(epoch / 1e3),
        _ => (long)Math.Floor(epoch / 1e6),
    };

    // A whole number has more digits than a double holds.
    private static long OfEpoch(string text, double epoch)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return (long)Math.Round(OfFraction(epoch));
        return Math.Abs((double)whole) switch
        {
            < 1e11 => whole * MillisecondsPerSecond,
            < 1e14 => whole,
            < 1e17 => whole / 1000,
            _ => whole / 1_000_000,
        };
    }

    private static double OfFraction(double epoch) => Math.Abs(epoch) < 1e11 ? epoch * MillisecondsPerSecond : OfEpoch(epoch);

    private bool TrySplit(string text, out DateTime local, out TimeSpan? offset)
    {
        (local, offset) = (default, null);
        var at = text.IndexOfAny([' ', 'T', 't', '_']);
        if (at < 0) return TryDate(text, out local);
        var rest = text[(at + 1)..].TrimStart();
        if (!TryDate(text[..at].TrimEnd(','), out var date)) return false;
        var (clock, zone) = Cut(rest);
        if (zone.Length > 0 && !TryOffset(zone, out offset)) return false;

        // Nanoseconds are more digits than a clock has here.
        var point = clock.IndexOfAny(['.', ',']);
        if (point >= 0)
        {
            var length = clock.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9');
            var end = length < 0 ? clock.Length : point + 1 + length;
            clock = $"{clock[..point]}.{clock[(point + 1)..Math.Min(end, point + 1 + MaxFraction)]}{clock[end..]}";
        }

        var isClock = DateTime.TryParseExact(
            clock, ClockForms, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var time);
        local = date + time.TimeOfDay;
        return isClock;
    }

    private bool TryDate(string text, out DateTime date)
    {
        var forms = order switch { DateOrder.DayFirst => DaysFirst, DateOrder.MonthFirst => MonthsFirst, _ => DateForms };
        return DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private static bool IsOfTwoOrders(string text) =>
        text.IndexOfAny(['/', '-']) is 1 or 2 && char.IsAsciiDigit(text[0]);

    // The clock, and what follows it: Z, UTC, +02:00, +0200, +02.
    private static (string Clock, string Zone) Cut(string text)
    {
        var at = text.IndexOfAny(['+', '-', 'Z', 'z', 'U', 'G']);
        return at < 0 ? (text, string.Empty) : (text[..at].TrimEnd(), text[at..].Trim());
    }

    private static bool TryOffset(string text, out TimeSpan? offset)
    {
        offset = TimeSpan.Zero;
        if (UtcWords.Contains(text.ToUpperInvariant())) return true;
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        if (text[0] is not ('+' or '-') || digits.Length is not (2 or 4) || !digits.All(char.IsAsciiDigit)) return false;
        var hours = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        var minutes = digits.Length == 2 ? 0 : int.Parse(digits[2..], CultureInfo.InvariantCulture);
        if (hours > 14 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private long OfZone(DateTime local)
    {
        if (!zone!.IsAmbiguousTime(local)) return Unix(local, zone.GetUtcOffset(local));
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        var (first, second) = (Unix(local, offsets.Max()), Unix(local, offsets.Min()));

        // A file goes on in time: what would go back is the hour's second time.
        return _last > first && _last - second < (long)TimeSpan.FromHours(1).TotalMilliseconds ? second : first;
    }

    private static long Unix(DateTime local, TimeSpan offset) =>
        (local.Ticks - offset.Ticks - DateTime.UnixEpoch.Ticks) / TicksPerMillisecond;
}
