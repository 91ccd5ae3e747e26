using PlantOps.Contracts;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Works out when the readings of one message were taken. A device's clock counts where it is between 2020 and
/// shortly after the arrival. A clock outside that is wrong, but its differences are not: the newest such reading
/// is put at the arrival and the others as far before it as the device says.
/// </summary>
internal readonly struct ReadingClock
{
    private readonly long _arrival;
    private readonly long _newestWrong;

    public ReadingClock(long arrival, List<RawReading> readings)
    {
        _arrival = arrival;
        _newestWrong = long.MinValue;
        foreach (var reading in readings)
        {
            if (reading.Timestamp is { } timestamp && !IsCredible(timestamp)) _newestWrong = Math.Max(_newestWrong, timestamp);
        }
    }

    public (long Time, TimeOrigin Origin) Resolve(long? timestamp, long? age)
    {
        if (timestamp is { } ts)
        {
            return IsCredible(ts) ? (ts, TimeOrigin.Device) : (Before(_newestWrong - ts), TimeOrigin.Corrected);
        }

        if (age is { } ms)
        {
            // As old as it says, however old that is; what would be before 2020 is not stored at all.
            return ms >= 0 ? (Math.Max(_arrival - ms, Limits.EarliestTime), TimeOrigin.Age) : (_arrival, TimeOrigin.Corrected);
        }

        return (_arrival, TimeOrigin.Arrival);
    }

    private bool IsCredible(long timestamp) => timestamp >= Limits.EarliestTime && timestamp <= _arrival + Limits.MaxClockAhead;

    private long Before(long milliseconds) =>
        milliseconds <= Limits.MaxAge ? Math.Max(_arrival - milliseconds, Limits.EarliestTime) : _arrival;
}
