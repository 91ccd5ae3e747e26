using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Plants.Forecast;

public sealed class DryForecastTests
{
    private const long Hour = SoilHour.Length;
    private const long Day = 24 * Hour;
    private const int Days = 40;
    private const double Low = 30;

    // From the fifteenth day of 2020 on; the last watering is 36 hours before the end.
    private static readonly long Start = 18_275 * Day;
    private static readonly long Now = Start + (Days * Day);
    private static readonly long[] Waterings = [.. Enumerable.Range(0, 6).Select(i => Now - (36 * Hour) - ((5 - i) * 7 * Day))];

    [Fact]
    public void Of_PlantThatDriesEvenly_IsANarrowRangeAroundTheTruth()
    {
        var forecast = Of(Hours(Even));

        // 70 at the watering, 5 a day.
        Assert.Equal((40 / 5.0) - 1.5, forecast.Likely, 0.3);
        Assert.InRange(forecast.Earliest, forecast.Likely - 1.2, forecast.Likely - 0.1);
        Assert.InRange(forecast.Latest, forecast.Likely + 0.1, forecast.Likely + 1.2);
    }

    [Fact]
    public void Of_DrierAirThanBefore_IsSooner()
    {
        var usual = Of(Hours(Even));
        var dry = Of(Hours(Even, humidity: time => time > Now - (2 * Day) ? 20 : 60));

        Assert.True(dry.Likely < usual.Likely - 0.5, $"{dry.Likely} after {usual.Likely}");
        Assert.True(dry.Latest - dry.Earliest >= usual.Latest - usual.Earliest - 1);
    }

    [Fact]
    public void Of_AlreadyTooDry_IsNow() => Assert.Equal(default, Of(Hours(Even), low: 65));

    [Fact]
    public void Of_NoWateringSeen_IsNotKnown() => Assert.Equal(DryUnknown.NoWatering, Of(Hours(Even), waterings: []).Unknown);

    [Fact]
    public void Of_JustWatered_IsNotKnownForSixHours()
    {
        long[] now = [.. Waterings, Now - (2 * Hour)];

        var hours = Hours(time => time < Now - (2 * Hour) ? Even(time) : 70);
        Assert.Equal(DryUnknown.JustWatered, Of(hours, waterings: now).Unknown);
    }

    [Fact]
    public void Of_NothingMeasuredSinceTheWatering_IsNotAsDryAsBefore()
    {
        long[] now = [.. Waterings, Now - (7 * Hour)];
        List<Rollup> hours = [.. Hours(time => Even(time) - 20).Where(hour => hour.Start < Now - (5 * Hour))];

        Assert.Equal(DryUnknown.JustWatered, Of(hours, low: 50, waterings: now).Unknown);
    }

    [Fact]
    public void Of_OneDayOfAPast_IsNotKnown() =>
        Assert.Equal(DryUnknown.TooFewDays, Of([.. Hours(Even).TakeLast(37)], waterings: [Waterings[^1]]).Unknown);

    [Theory]
    [InlineData(1.2)]
    [InlineData(9)]
    public void Of_ProbeInTheAir_IsNotKnown(double shows) =>
        Assert.Equal(DryUnknown.ProbeOut, Of(Hours(time => time > Now - (5 * Hour) ? shows : Even(time))).Unknown);

    [Fact]
    public void Of_FrozenSoil_IsNotKnown() =>
        Assert.Equal(DryUnknown.Frozen, Of(Hours(Even, temperature: time => time > Now - (3 * Hour) ? -2 : 21)).Unknown);

    [Fact]
    public void Of_SoilThatStaysWet_IsNotKnown() =>
        Assert.Equal(DryUnknown.NotDrying, Of(Hours(time => time > Waterings[^2] ? 92 : Even(time))).Unknown);

    [Fact]
    public void Of_ProbeThatNeverMoves_IsNotKnown() => Assert.Equal(DryUnknown.NotDrying, Of(Hours(_ => 44)).Unknown);

    [Fact]
    public void Of_MonthsAhead_IsNotKnown() =>
        Assert.Equal(DryUnknown.TooFar, Of(Hours(time => 70 - (0.3 * (time - Start) / Day)), waterings: [Start]).Unknown);

    [Fact]
    public void Of_ProbeThatWasOutAndIsBack_IsAsIfItHadNot()
    {
        var usual = Of(Hours(Even));
        var pulled = Of(Hours(time => time > Now - (5 * Day) && time < Now - (4 * Day) ? 8 : Even(time)));

        Assert.Equal(usual.Likely, pulled.Likely, 0.3);
    }

    [Fact]
    public void Of_DailySwingOfASunnyProbe_IsNotTakenForDrying()
    {
        var swinging = Hours(time => Even(time) + (6 * Math.Max(0, Math.Sin(2 * Math.PI * time / Day))));

        Assert.Equal(Of(Hours(Even)).Likely, Of(swinging).Likely, 0.6);
    }

    [Fact]
    public void Of_SensorThatSendsEachFourHours_IsKnownAllTheSame()
    {
        var slow = Of([.. Hours(Even).Where(hour => hour.Start / Hour % 4 == 0)]);

        Assert.Equal(Of(Hours(Even)).Likely, slow.Likely, 0.4);
    }

    private static DryForecast Of(IReadOnlyList<Rollup> hours, double low = Low, IReadOnlyList<long>? waterings = null) =>
        DryForecast.Of(SoilHours.Of(hours), waterings ?? Waterings, low, Now);

    // 70 at each watering, and 5 points less each day.
    private static double Even(long time)
    {
        var since = time - Waterings.Where(at => at <= time).DefaultIfEmpty(Waterings[0] - (7 * Day)).Last();
        return 70 - (5.0 * since / Day);
    }

    private static List<Rollup> Hours(
        Func<long, double> soil, Func<long, double>? humidity = null, Func<long, double>? temperature = null)
    {
        var hours = new List<Rollup>();
        for (var time = Start; time < Now; time += Hour)
        {
            var metrics = MetricRollups.None;
            metrics[(int)Metric.SoilMoisture] = MetricRollup.Of(soil(time));
            metrics[(int)Metric.Temperature] = MetricRollup.Of(temperature?.Invoke(time) ?? 21);
            metrics[(int)Metric.Humidity] = MetricRollup.Of(humidity?.Invoke(time) ?? 60);
            hours.Add(new Rollup(time, metrics));
        }

        return hours;
    }
}
