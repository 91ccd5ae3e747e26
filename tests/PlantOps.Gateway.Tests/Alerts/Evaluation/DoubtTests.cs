using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>Values that look like any other and are none.</summary>
public sealed class DoubtTests
{
    private static readonly PlantRanges Fern = new()
    {
        Soil = new MetricRange(20, 85) { CriticalLow = 8 },
        Temperature = new MetricRange(12, 30) { CriticalLow = 7, CriticalHigh = 38 },
        Humidity = new MetricRange(25, 90),
    };

    [Theory]
    [InlineData(-0.1, 255)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-40, 1)]
    [InlineData(-0.63, 655.34)]
    public void Take_TornTelegram_IsOneFaultOfTheSensorAndNothingOfThePlant(double temperature, double humidity)
    {
        var bench = new TrackBench(Fern);

        bench.Reads(Day, Room).Reads(150 * Minute, time => Room(time) with { Temperature = temperature, Humidity = humidity });

        var word = Assert.Single(bench.Words);
        Assert.EndsWith(".implausible", word, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_TornTelegramsNowAndThen_DoNotAddUpToFrost()
    {
        var bench = new TrackBench(Fern) { Step = 10 * Minute };

        bench.Reads(Day, Room).Reads(Day, time => time / Minute % 30 == 0 ? Room(time) with { Temperature = -0.1, Humidity = 55 }
            : Room(time) with { Temperature = -0.1, Humidity = 255 });

        Assert.DoesNotContain(bench.Words, word => word.Contains("temperature.low", StringComparison.Ordinal));
    }

    [Fact]
    public void Take_ExactlyZeroAgainAndAgain_IsASensorThatIsNotThere()
    {
        var bench = new TrackBench(Fern);

        bench.Reads(2 * Day, time => Room(time) with { Temperature = 0 });

        Assert.Equal(["Raised Warning temperature.stuck"], bench.Words);
    }

    [Fact]
    public void Take_FrostThatPassesZero_IsFrost()
    {
        var bench = new TrackBench(Fern);

        bench.Reads(Hour, Room)
            .Reads(3 * Hour,
                time => Room(time) with { Temperature = Math.Round(8 - ((time - Start - Hour) / (double)Hour * 4), 1) });

        Assert.Contains("Escalated Critical temperature.low", bench.Words);
    }

    [Fact]
    public void Take_DoubtedBetween_TheDwellBeginsAnew()
    {
        var bench = new TrackBench(Fern);

        bench.Reads(Hour, time => Room(time) with { Soil = 30 }).Reads(20 * Minute, time => Room(time) with { Soil = 15 })
            .Reads(2 * Minute, time => Room(time) with { Soil = 120, Quality = Quality.Implausible })
            .Reads(20 * Minute, time => Room(time) with { Soil = 15 });
        Assert.Empty(bench.Said);
        bench.Reads(15 * Minute, time => Room(time) with { Soil = 15 });

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void Take_ProbeInTheAir_IsNeitherDryNorCritical(double soil)
    {
        var bench = new TrackBench(Fern);

        bench.Reads(3 * Hour, time => Room(time) with { Soil = soil });

        Assert.Equal(["Raised Warning soil_moisture.out"], bench.Words);
        Assert.Equal(PlantCondition.Warning, bench.Condition);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 60)]
    [InlineData(9, 1)]
    [InlineData(9, 30)]
    [InlineData(9, 60)]
    public void Take_ProbePulledOut_IsSaidAsThatAndStillADayLater(double shows, int minutes)
    {
        var bench = new TrackBench(Fern) { Step = minutes * Minute, Pace = new(minutes * Minute) };
        bench.Reads(Day, Room);

        bench.Reads(20 * Hour, time => Room(time) with { Soil = shows });
        Assert.DoesNotContain(bench.Words, word => word.Contains("soil_moisture.low", StringComparison.Ordinal));
        Assert.NotEmpty(bench.Said);
        bench.Reads(12 * Hour, time => Room(time) with { Soil = shows });

        Assert.Contains("Raised Warning soil_moisture.out", bench.Words);
        Assert.DoesNotContain(bench.Words, word => word.Contains("Critical", StringComparison.Ordinal));
        bench.Said.Clear();
        bench.Reads(2 * Day, time => Room(time) with { Soil = 48 - (40.0 * (time - Start - (56 * Hour)) / (2 * Day)) });
        Assert.Contains("Raised Warning soil_moisture.low", bench.Words);
    }

    [Fact]
    public void Take_SoilThatDriesOut_IsStillCritical()
    {
        var bench = new TrackBench(Fern);

        bench.Reads(3 * Day, time => Room(time) with { Soil = 50 - (46.0 * (time - Start) / (3 * Day)) });

        Assert.Equal(["Raised Warning soil_moisture.low", "Escalated Critical soil_moisture.low"], bench.Words);
    }

    [Fact]
    public void Take_FrozenSoil_IsNotDry()
    {
        var bench = new TrackBench(
            new PlantRanges
            {
                Soil = Fern.Soil,
                Humidity = new MetricRange(20, 100),
                Temperature = new MetricRange(3, 35) { CriticalLow = -15 },
            });

        bench.Reads(Day, Room).Reads(2 * Day, time => Room(time) with { Temperature = Room(time).Temperature - 25, Soil = 5 })
            .Reads(5 * Hour, time => Room(time) with { Temperature = Room(time).Temperature - 17, Soil = 6 });

        Assert.DoesNotContain(bench.Words, word => word.Contains("soil_moisture", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(5)]
    [InlineData(60)]
    public void Take_WholeNumbersForADay_AreAQuietRoom(int minutes)
    {
        var bench = new TrackBench(Fern) { Step = minutes * Minute, Pace = new(minutes * Minute) };

        bench.Reads(2 * Day, new Values(Soil: 33, Temperature: 21, Humidity: 41));

        Assert.Empty(bench.Said);
    }

    [Fact]
    public void Take_TenthsEachHour_AreStuckOnlyAfterDays()
    {
        var bench = new TrackBench(Fern) { Step = Hour, Pace = new(Hour) };
        bench.Reads(2 * Day, Room);

        bench.Reads(2 * Day, time => Room(time) with { Temperature = 21.4, Humidity = 44.3 });
        Assert.Empty(bench.Said);
        bench.Reads(3 * Day, time => Room(time) with { Temperature = 21.4, Humidity = 44.3 });

        // Both are of one sensor.
        Assert.Equal(["Raised Warning temperature.stuck"], bench.Words);
    }

    [Fact]
    public void Take_RunsAsLongAsEverBefore_AreNotStuck()
    {
        var bench = new TrackBench(Fern) { Step = 20 * Minute, Pace = new(20 * Minute) };

        // A climate chamber: tenths that stay the same for half a day.
        bench.Reads(10 * Day, time => Room(time) with { Temperature = 10 + (time / (12 * Hour) % 2 * 0.1) })
            .Reads(40 * Hour, time => Room(time) with { Temperature = 10 });

        Assert.DoesNotContain(bench.Words, word => word.Contains("stuck", StringComparison.Ordinal));
    }

    [Fact]
    public void Take_SoilOfExactlyHundredForDays_IsTooWetOrAProbeThatFails()
    {
        var bench = new TrackBench(Fern);

        bench.Reads(Hour, Room).Reads(2 * Day, time => Room(time) with { Soil = 100 });

        Assert.Equal(["Raised Warning soil_moisture.high", "Raised Warning soil_moisture.stuck"], bench.Words);
    }

    [Fact]
    public void IsTorn_ValuesOfWeather_AreNot()
    {
        Assert.False(AirPair.IsTorn(With(0, 85)));
        Assert.False(AirPair.IsTorn(With(-3.2, 100)));
        Assert.False(AirPair.IsTorn(With(21, 102.5)));
        Assert.False(AirPair.IsTorn(With(21, -0.5)));
        Assert.False(AirPair.IsTorn(With(double.NaN, 255)));
        Assert.True(AirPair.IsTorn(With(21, 255)));
        Assert.True(AirPair.IsTorn(With(6553.5, 50)));

        static MetricValues With(double temperature, double humidity) =>
            Reading(Start, Values.None with { Temperature = temperature, Humidity = humidity }).Values;
    }

    /// <summary>As sensors give it: never twice the same.</summary>
    private static Values Room(long time)
    {
        var wobble = time / Minute % 7 * 0.1;
        var noon = Math.Sin(2 * Math.PI * time / Day);
        return new Values(Soil: 50 + wobble, Temperature: 21 + wobble + noon, Humidity: 50 + wobble + noon);
    }
}
