namespace PlantOps.Gateway.Notifications.People;

/// <summary>
/// When a person is left in peace, by the clock on their wall: over midnight where the end comes before the beginning.
/// </summary>
/// <param name="From">Included.</param>
/// <param name="To">Excluded.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    private const long Minute = 60_000;

    // A day has at most 25 hours.
    private const int MaxMinutes = 26 * 60;

    public bool Contains(TimeOnly time) => From <= To ? time >= From && time < To : time >= From || time < To;

    /// <summary>When they end that go on at a moment; <see langword="null"/> where none do. Unix milliseconds UTC.</summary>
    public long? EndAfter(long now, TimeZoneInfo zone)
    {
        if (!Contains(Local(now, zone))) return null;

        // Minute by minute: what a change of the clocks does to it is the zone's business.
        var end = now - (now % Minute);
        for (var i = 0; i < MaxMinutes; i++)
        {
            end += Minute;
            if (!Contains(Local(end, zone))) return end;
        }

        return end;
    }

    private static TimeOnly Local(long now, TimeZoneInfo zone) =>
        TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(now), zone).TimeOfDay);
}
