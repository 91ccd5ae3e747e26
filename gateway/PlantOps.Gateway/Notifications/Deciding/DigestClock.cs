using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Which digest a person is due: one a day by the clock on their wall, late rather than never.</summary>
internal static class DigestClock
{
    /// <summary>
    /// The day of the latest digest that should have been sent; <see langword="null"/> where the person wants none.
    /// </summary>
    public static DateOnly? Due(Person person, long now)
    {
        if (person.DigestAt is not { } time) return null;
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(now), person.Zone());
        var today = DateOnly.FromDateTime(local.DateTime);
        return TimeOnly.FromTimeSpan(local.TimeOfDay) >= time ? today : today.AddDays(-1);
    }
}
