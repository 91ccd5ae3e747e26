namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Unix milliseconds as PostgreSQL's <c>timestamptz</c>, which has microseconds: exact both ways.</summary>
internal static class PostgresTime
{
    private static readonly long First = ToUnixMs(DateTime.MinValue);
    private static readonly long Last = ToUnixMs(DateTime.MaxValue);

    /// <summary>A time that no calendar has becomes the nearest that one has: the bounds of a query may be anything.</summary>
    public static DateTime Of(long unixMs) =>
        new(DateTime.UnixEpoch.Ticks + (Math.Clamp(unixMs, First, Last) * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    /// <summary>The UTC day that a time is in.</summary>
    public static DateOnly DayOf(long unixMs) => DateOnly.FromDateTime(Of(unixMs));

    public static DateTime StartOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    public static long ToUnixMs(DateOnly day) => ToUnixMs(StartOf(day));

    public static long ToUnixMs(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
