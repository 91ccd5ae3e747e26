using System.Globalization;
using CsCheck;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Tests.Notifications.People;

public sealed class QuietHoursTests
{
    private const long Minute = 60_000;

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly TimeZoneInfo[] Zones =
    [
        Berlin, TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        // Half an hour of summer time, and three quarters beside the hour.
        TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"),
    ];

    [Theory]
    [InlineData("22:00", "07:00", "2026-05-01T21:59:59+02:00", null)]
    [InlineData("22:00", "07:00", "2026-05-01T22:00:00+02:00", "2026-05-02T07:00:00+02:00")]
    [InlineData("22:00", "07:00", "2026-05-02T06:59:30+02:00", "2026-05-02T07:00:00+02:00")]
    [InlineData("22:00", "07:00", "2026-05-02T07:00:00+02:00", null)]
    [InlineData("13:00", "15:00", "2026-05-02T14:00:00+02:00", "2026-05-02T15:00:00+02:00")]
    // The clock goes from 2 to 3: half past two does not exist.
    [InlineData("22:00", "07:00", "2026-03-28T23:00:00+01:00", "2026-03-29T07:00:00+02:00")]
    [InlineData("22:00", "02:30", "2026-03-28T23:00:00+01:00", "2026-03-29T03:00:00+02:00")]
    // The clock goes from 3 back to 2: it is half past two twice.
    [InlineData("22:00", "07:00", "2026-10-24T23:00:00+02:00", "2026-10-25T07:00:00+01:00")]
    [InlineData("22:00", "02:30", "2026-10-24T23:00:00+02:00", "2026-10-25T02:30:00+02:00")]
    [InlineData("22:00", "02:30", "2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+01:00")]
    public void EndAfter_ByTheClockOnTheWall_IsWhenTheyEnd(string from, string to, string now, string? end)
    {
        var quiet = new QuietHours(
            TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

        Assert.Equal(end is null ? null : Ms(end), quiet.EndAfter(Ms(now), Berlin));
    }

    [Fact]
    public void EndAfter_AnyHoursZoneAndMoment_EndsAtTheFirstMinuteThatIsNotQuiet()
    {
        var (first, last) = (Ms("2026-01-01T00:00:00Z") / Minute, Ms("2027-01-01T00:00:00Z") / Minute);
        Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439], Gen.Int[0, Zones.Length - 1], Gen.Long[first, last],
            Gen.Long[0, Minute - 1]).Sample((from, to, z, minute, rest) =>
        {
            if (from == to) return;
            var quiet = new QuietHours(
                TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(from)), TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(to)));
            var now = (minute * Minute) + rest;
            if (quiet.EndAfter(now, Zones[z]) is not { } end)
            {
                Assert.False(IsQuiet(quiet, now, Zones[z]));
                return;
            }

            Assert.True(IsQuiet(quiet, now, Zones[z]));
            Assert.True(IsQuiet(quiet, end - 1, Zones[z]));
            Assert.False(IsQuiet(quiet, end, Zones[z]));
            Assert.InRange(end - now, 1, 25 * 60 * Minute);
        }, iter: 2000);
    }

    private static bool IsQuiet(QuietHours quiet, long now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(now), zone).TimeOfDay;
        var (from, to) = (quiet.From.ToTimeSpan(), quiet.To.ToTimeSpan());
        return from < to ? local >= from && local < to : local >= from || local < to;
    }

    private static long Ms(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
