using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Plants.Figures;

public sealed class PlantFiguresTests
{
    private const long Hour = SoilCurve.Hour;
    private const long Day = SoilCurve.Day;
    private const long Now = SoilCurve.Start + (12 * Hour);

    [Fact]
    public void Of_FourDaysOfReadings_TellsAllOfThem()
    {
        var figures = PlantFigures.Of(Readings(Now - (4 * Day), Now), Now, TimeZoneInfo.Utc, 30);

        Assert.Equal(VapourPressure.Deficit(25, 54), figures.VapourPressureDeficit!.Value, 1e-9);
        Assert.Equal(DewPoint.Of(25, 54), figures.DewPoint!.Value, 1e-9);
        Assert.Equal(Now, figures.AirMeasuredAt);
        Assert.Equal(54_000 * DailyLight.MicromolesALux * 86_400 / 1e6, figures.LightYesterday!.Value, 0.1);
        Assert.Equal(figures.LightYesterday.Value / 2, figures.LightToday!.Value, 0.1);
        Assert.Equal(3, figures.DaysSinceWatering!.Value, 0.02);
        Assert.Equal(Now - (3 * Day), figures.LastWatered!.Value, 15 * 60_000.0);
        Assert.Equal(5, figures.DryingRate!.Value, 0.1);
        Assert.Equal((70 - 15 - 30) / 5.0, figures.DaysUntilDry!.Value, 0.2);
    }

    [Fact]
    public void Of_ReadingsThatEndedDaysAgo_SaysNothingOfNow()
    {
        var figures = PlantFigures.Of(Readings(Now - (6 * Day), Now - (2 * Day)), Now, TimeZoneInfo.Utc, 30);

        // What is known stays known; nobody knows whether it was watered since.
        Assert.NotNull(figures.LastWatered);
        Assert.Equal(new PlantFigures { LastWatered = figures.LastWatered, Waterings = figures.Waterings }, figures);
    }

    [Fact]
    public void Of_ValuesThatCannotBeTrusted_AreLeftOut()
    {
        var doubted = default(MetricQualities).With(Metric.Temperature, Quality.Stuck)
            .With(Metric.SoilMoisture, Quality.Implausible).With(Metric.LightLevel, Quality.Stuck);

        var figures = PlantFigures.Of([.. Readings(Now - (4 * Day), Now).Select(reading => reading with { Qualities = doubted })],
            Now, TimeZoneInfo.Utc, 30);

        Assert.Empty(figures.Waterings);
        Assert.Equal(new PlantFigures { Waterings = figures.Waterings }, figures);
    }

    [Fact]
    public void Of_NoReadings_TellsNothing()
    {
        var figures = PlantFigures.Of([], Now, TimeZoneInfo.Utc, null);

        Assert.Empty(figures.Waterings);
        Assert.Equal(new PlantFigures { Waterings = figures.Waterings }, figures);
    }

    [Fact]
    public void Of_SensorsInMessagesOfTheirOwn_TellsTheAirAllTheSame()
    {
        var readings = Readings(Now - Day, Now).SelectMany((reading, i) => new[]
        {
            reading with { Values = Only(reading, Metric.Temperature) },
            reading with { Time = reading.Time + 60_000, Values = Only(reading, Metric.Humidity) },
        }).ToList();

        var figures = PlantFigures.Of(readings, Now + 60_000, TimeZoneInfo.Utc, null);

        Assert.Equal(VapourPressure.Deficit(25, 54), figures.VapourPressureDeficit!.Value, 1e-9);
        Assert.Equal(DewPoint.Of(25, 54), figures.DewPoint!.Value, 1e-9);
        Assert.Equal(Now, figures.AirMeasuredAt);
    }

    [Fact]
    public void Of_HumidityThatEndedHoursAgo_TellsNoAir()
    {
        var readings = Readings(Now - Day, Now)
            .Select(reading =>
                reading.Time > Now - (4 * Hour) ? reading with { Values = Only(reading, Metric.Temperature) } : reading).ToList();

        Assert.Null(PlantFigures.Of(readings, Now, TimeZoneInfo.Utc, null).VapourPressureDeficit);
    }

    [Fact]
    public void Of_TornTelegram_IsNoAir()
    {
        var readings = Readings(Now - Day, Now);
        var torn = readings[^1].Values;
        (torn[(int)Metric.Temperature], torn[(int)Metric.Humidity]) = (-0.1, 255);
        readings[
            ^1] = readings[^1] with
            {
                Values = torn,
                Qualities = default(MetricQualities).With(Metric.Humidity, Quality.Implausible),
            };

        Assert.Equal(VapourPressure.Deficit(25, 54),
            PlantFigures.Of(readings, Now, TimeZoneInfo.Utc, null).VapourPressureDeficit!.Value, 1e-9);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(60)]
    public void Of_SlowLightSensor_TellsTheDaysLight(int minutes)
    {
        var readings = Readings(Now - (2 * Day), Now).Where((_, i) => i % (minutes / 10) == 0).ToList();

        var figures = PlantFigures.Of(readings, Now, TimeZoneInfo.Utc, null);

        Assert.Equal(54_000 * DailyLight.MicromolesALux * 86_400 / 1e6, figures.LightYesterday!.Value, 0.5);
        Assert.InRange(figures.LightToday!.Value, 35, 43.2);
    }

    [Fact]
    public void Of_LightOfWhichMostOfTheDayIsUnknown_IsUnknown()
    {
        var readings = Readings(Now - (2 * Day), Now).Where(reading => reading.Time is < Now - (12 * Hour) or > Now - (2 * Hour))
            .ToList();

        Assert.Null(PlantFigures.Of(readings, Now, TimeZoneInfo.Utc, null).LightToday);
        Assert.Null(PlantFigures.Of(Readings(Now - (3 * Day), Now - Day), Now, TimeZoneInfo.Utc, null).LightToday);
    }

    [Theory]
    [InlineData("2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-27T23:00:00Z")]
    [InlineData("2026-03-30T12:00:00Z", "2026-03-29T22:00:00Z", "2026-03-28T23:00:00Z")]
    [InlineData("2026-10-26T12:00:00Z", "2026-10-25T23:00:00Z", "2026-10-24T22:00:00Z")]
    public void Start_WhenClocksChange_IsMidnightAllTheSame(string time, string today, string yesterday)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(Unix(today), LocalDay.Start(Unix(time), zone));
        Assert.Equal(Unix(yesterday), LocalDay.Start(Unix(time), zone, 1));
    }

    private static long Unix(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>Every ten minutes; watered to 70 three days before the end of four, drying by 5 points a day.</summary>
    private static List<Reading> Readings(long from, long to)
    {
        var readings = new List<Reading>();
        for (var time = from; time <= to; time += 10 * 60_000)
        {
            var since = time - (to - (3 * Day));
            readings.Add(
                new Reading(
                    time, 1, readings.Count, Values(since < 0 ? 40 : 70 - (5.0 * since / Day)), default, TimeOrigin.Device));
        }

        return readings;
    }

    private static MetricValues Only(in Reading reading, Metric metric)
    {
        var values = MetricValues.None;
        values[(int)metric] = reading.Values[metric];
        return values;
    }

    private static MetricValues Values(double soil)
    {
        var values = MetricValues.None;
        values[(int)Metric.Temperature] = 25;
        values[(int)Metric.Humidity] = 54;
        values[(int)Metric.SoilMoisture] = soil;
        values[(int)Metric.LightLevel] = 54_000;
        return values;
    }
}
