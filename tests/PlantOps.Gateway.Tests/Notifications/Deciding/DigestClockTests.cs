using System.Globalization;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Tests.Notifications.Deciding;

public sealed class DigestClockTests
{
    [Theory]
    [InlineData("08:00", "2026-05-01T07:59:59+02:00", "2026-04-30")]
    [InlineData("08:00", "2026-05-01T08:00:00+02:00", "2026-05-01")]
    [InlineData("08:00", "2026-05-01T23:00:00+02:00", "2026-05-01")]
    // Half past two does not exist that day, and exists twice on the other.
    [InlineData("02:30", "2026-03-29T01:59:00+01:00", "2026-03-28")]
    [InlineData("02:30", "2026-03-29T03:00:00+02:00", "2026-03-29")]
    [InlineData("02:30", "2026-10-25T02:30:00+02:00", "2026-10-25")]
    public void Due_ByTheClockOnTheWall_IsTheDayOfTheLatest(string at, string now, string expected) =>
        Assert.Equal(
            DateOnly.Parse(expected, CultureInfo.InvariantCulture), Due(TimeOnly.Parse(at, CultureInfo.InvariantCulture), now));

    [Fact]
    public void Due_NoDigestWanted_IsNone() => Assert.Null(Due(null, "2026-05-01T12:00:00Z"));

    private static DateOnly? Due(TimeOnly? at, string now) => DigestClock.Due(
        new Person { Id = "h", Name = "Ada", TimeZone = "Europe/Berlin", CriticalAtNight = true, CreatedAt = 0, DigestAt = at },
        DateTimeOffset.Parse(now, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
}
