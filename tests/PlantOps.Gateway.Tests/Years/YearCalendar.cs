namespace PlantOps.Gateway.Tests.Years;

/// <summary>
/// The year from 1 November 2025 to 31 October 2026 in Berlin, in steps of five minutes, with both changes of the clock.
/// </summary>
internal static class YearCalendar
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;
    public const long Step = 5 * Minute;
    public const int StepsADay = (int)(Day / Step);
    public const int Days = 365;
    public const int Steps = Days * StepsADay;
    private const int FirstMonth = 11;

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    public static readonly long Start = At(FirstMonth, 1);
    public static readonly long End = Start + (Steps * Step);

    private static readonly DateTime[] Locals = [.. Enumerable.Range(0, Steps).Select(step => LocalAt(TimeOf(step)))];
    private static readonly DateTime FirstDate = Locals[0].Date;

    /// <summary>When nobody is at home, by day.</summary>
    public static readonly (int From, int To)[] Holidays =
        [(DayOf(At(12, 23)), DayOf(At(12, 31))), (DayOf(At(8, 3)), DayOf(At(8, 21)))];

    public static long TimeOf(int step) => Start + (step * Step);

    public static int StepOf(long time) => (int)Math.Clamp((time - Start) / Step, 0, Steps - 1);

    /// <summary>As clocks on the wall show it.</summary>
    public static DateTime Local(int step) => Locals[step];

    /// <summary>Hours since the wall's midnight.</summary>
    public static double HourOf(int step) => Locals[step].TimeOfDay.TotalHours;

    /// <summary>Which day of the year by the wall's calendar, from 0.</summary>
    public static int DayOf(int step) => (Locals[step].Date - FirstDate).Days;

    public static int DayOf(long time) => (LocalAt(time).Date - LocalAt(Start).Date).Days;

    public static bool IsAway(int day) => Array.Exists(Holidays, holiday => day >= holiday.From && day <= holiday.To);

    /// <summary>A wall clock's time within the year.</summary>
    public static long At(int month, int day, int hour = 0, int minute = 0)
    {
        var local = new DateTime(month >= FirstMonth ? 2025 : 2026, month, day, hour, minute, 0);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUnixTimeMilliseconds();
    }

    /// <summary>A monthly mean on a day, between the middles of months.</summary>
    public static double OfMonths(double[] means, int step)
    {
        var local = Locals[step];
        var place = local.Month - 1 + ((local.Day - 0.5) / DateTime.DaysInMonth(local.Year, local.Month)) - 0.5;
        var before = (int)Math.Floor(place);
        var share = place - before;
        return (means[(before + 12) % 12] * (1 - share)) + (means[(before + 13) % 12] * share);
    }

    private static DateTime LocalAt(long time) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), Zone).DateTime;
}
