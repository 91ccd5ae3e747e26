using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Writes fields of an RFC 4180 file as UTF-8 into a buffer that is large enough. Returns how many bytes it wrote.
/// </summary>
internal static class CsvText
{
    private const int Second = 1000;
    private const int Minute = 60 * Second;
    private const int Hour = 60 * Minute;
    private const int TimeLength = 24;

    /// <summary>Text that is safe to open in a spreadsheet, quoted where it must be.</summary>
    public static string Field(string text)
    {
        text = FormulaGuard.Guard(text, out var isGuarded);
        var isPlain = !isGuarded && text.AsSpan().IndexOfAny("\",\r\n") < 0;
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public static int Text(string text, Span<byte> into) => Encoding.UTF8.GetBytes(text, into);

    public static int Number(long value, Span<byte> into)
    {
        Utf8Formatter.TryFormat(value, into, out var written);
        return written;
    }

    /// <summary>The fewest digits that give the same bits again.</summary>
    public static int Value(double value, Span<byte> into)
    {
        // The short way does not know −0.
        if (value != 0 && DecimalWriter.Format(value, into) is var length and > 0) return length;
        value.TryFormat(into, out var written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>ISO 8601 in UTC with milliseconds; a third of the time that a format string takes.</summary>
    public static int Time(long unixMilliseconds, Span<byte> into)
    {
        var time = DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds);
        time.Deconstruct(out DateOnly date, out _);
        var (year, month, day) = date;
        var ofDay = (int)(time.TimeOfDay.Ticks / TimeSpan.TicksPerMillisecond);
        Digits(year, into[..4]);
        Digits(month, into.Slice(5, 2));
        Digits(day, into.Slice(8, 2));
        Digits(ofDay / Hour, into.Slice(11, 2));
        Digits(ofDay / Minute % 60, into.Slice(14, 2));
        Digits(ofDay / Second % 60, into.Slice(17, 2));
        Digits(ofDay % Second, into.Slice(20, 3));
        into[4] = into[7] = (byte)'-';
        into[10] = (byte)'T';
        into[13] = into[16] = (byte)':';
        into[19] = (byte)'.';
        into[TimeLength - 1] = (byte)'Z';
        return TimeLength;
    }

    /// <summary>Reads what <see cref="Time"/> wrote, and nothing else.</summary>
    public static bool TryReadTime(ReadOnlySpan<byte> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (text.Length != TimeLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] != '.' || text[^1] != 'Z')
        {
            return false;
        }

        var (year, month, day) = (Number(text[..4]), Number(text.Slice(5, 2)), Number(text.Slice(8, 2)));
        var (hour, minute) = (Number(text.Slice(11, 2)), Number(text.Slice(14, 2)));
        var (second, millisecond) = (Number(text.Slice(17, 2)), Number(text.Slice(20, 3)));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23
            || minute is < 0 or > 59 || second is < 0 or > 59 || millisecond < 0)
        {
            return false;
        }

        var time = new DateTime(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc);
        unixMilliseconds = (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return true;
    }

    // −1 where it is none.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit)) return -1;
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static void Digits(int value, Span<byte> into)
    {
        for (var i = into.Length - 1; i >= 0; i--)
        {
            into[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
