using CsCheck;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Plants.Figures;

public sealed class DailyLightTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>
    /// Torres and Lopez, Purdue HO-238-W: micromoles times 3,600 times hours by a million; 54 lux of sun are one micromole.
    /// </summary>
    [Theory]
    [InlineData(54 * 500, 12, 21.6)]
    [InlineData(54 * 200, 16, 11.5)]
    [InlineData(54 * 100, 24, 8.6)]
    public void Of_LampForSoManyHours_IsWhatTheGrowersFormulaGives(double lux, int hours, double moles)
    {
        var samples = Enumerable.Range(0, (24 * 60) + 1)
            .Select(minute => new Sample(minute * Minute, minute < hours * 60 ? lux : 0)).ToList();

        var light = DailyLight.Of(samples, 0, Day);

        Assert.Equal(moles, light.Moles, 0.06);
        Assert.Equal(1, light.Covered);
    }

    /// <summary>
    /// A clear midsummer day of 16 hours under a sine of 110,000 lux; Faust and Logan have 50 to 60 mol on such days.
    /// </summary>
    [Fact]
    public void Of_ClearSummerDay_IsInTheRangeOfTheMaps()
    {
        var samples = Enumerable.Range(0, 289).Select(i => i * 5 * Minute)
            .Select(time => new Sample(time, Math.Max(0, 110_000 * Math.Sin(Math.PI * (time - (4 * Hour)) / (16.0 * Hour)))))
            .ToList();

        Assert.InRange(DailyLight.Of(samples, 0, Day).Moles, 50, 75);
    }

    [Fact]
    public void Of_HoursWithoutReadings_AreNeitherDarkNorBright()
    {
        Sample[] samples = [.. Every5Minutes(0, 6 * Hour), .. Every5Minutes(18 * Hour, 24 * Hour)];

        var light = DailyLight.Of(samples, 0, Day);

        Assert.Equal(0.5, light.Covered, 1e-9);
        Assert.Equal(54_000 * DailyLight.MicromolesALux * 12 * 3600 / 1e6, light.Moles, 1e-9);

        static IEnumerable<Sample> Every5Minutes(long from, long to)
        {
            for (var time = from; time <= to; time += 5 * Minute) yield return new Sample(time, 54_000);
        }
    }

    [Fact]
    public void Of_DayCutAnywhere_IsTheSumOfItsParts() =>
        Gen.Select(Gen.Int[0, 100_000].Array[50, 97], Gen.Long[0, Day]).Sample((lux, cut) =>
    {
        var samples = lux.Select((value, i) => new Sample(i * 15 * Minute, value)).ToList();
        var parts = DailyLight.Of(samples, 0, cut).Moles + DailyLight.Of(samples, cut, Day).Moles;
        Assert.Equal(DailyLight.Of(samples, 0, Day).Moles, parts, 1e-9);
    });

    [Fact]
    public void Of_NoReadings_WatchedNothing() => Assert.Equal(new DailyLight(0, 0), DailyLight.Of([], 0, Day));
}
