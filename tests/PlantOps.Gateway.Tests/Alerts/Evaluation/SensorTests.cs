using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>Rules that hold for every device, with their defaults.</summary>
public sealed class SensorTests
{
    private static readonly PlantRanges None = new();

    [Fact]
    public void Take_SensorGivesNothingAnyMore_SaysSo()
    {
        var bench = new TrackBench(None);

        bench.Reads(Hour, Wobbling).Reads(20 * Minute, time => Wobbling(time) with { Soil = double.NaN })
            .Reads(20 * Minute, Wobbling);

        Assert.Equal(["Raised Warning soil_moisture.implausible", "Recovered Warning soil_moisture.implausible"], bench.Words);
    }

    [Fact]
    public void Take_SensorThatWasNeverThere_IsNoFault() =>
        Assert.Empty(new TrackBench(None).Reads(2 * Day, time => Wobbling(time) with { Light = double.NaN }).Said);

    [Fact]
    public void Take_DeviceSaysFromTheBeginningThatItIsMissing_IsAFault() =>
        Assert.Contains(
            "Raised Warning light_level.implausible",
            new TrackBench(None).Reads(Hour, Values.None with { Quality = Quality.Missing }).Words);

    [Fact]
    public void Take_SameValueForADay_IsStuck()
    {
        var bench = new TrackBench(None);

        bench.Reads(Hour, Wobbling).Reads(23 * Hour, time => Wobbling(time) with { Humidity = 55.5 });
        Assert.Empty(bench.Said);
        bench.Reads(2 * Hour, time => Wobbling(time) with { Humidity = 55.5 });

        Assert.Equal(["Raised Warning humidity.stuck"], bench.Words);
    }

    [Fact]
    public void Take_DarkOrSaturatedForDays_IsNotStuck() =>
        Assert.Empty(new TrackBench(None).Reads(3 * Day, time => Wobbling(time) with { Light = 0, Humidity = 100 }).Said);

    [Fact]
    public void Take_DeviceSaysThatItIsStuck_CountsLikeTheSameValue() =>
        Assert.Contains(
            "Raised Warning temperature.stuck",
            new TrackBench(None).Reads(Hour, Wobbling)
                .Reads(26 * Hour, time => Wobbling(time) with { Quality = Quality.Stuck }).Words);

    [Fact]
    public void Take_WindowOpenInWinter_SaysThatItChangesFast()
    {
        var bench = new TrackBench(None);

        bench.Reads(2 * Hour, time => Wobbling(time) with { Temperature = 21 })
            .Reads(30 * Minute, time => Wobbling(time) with { Temperature = 21 - ((time - Start - (2 * Hour)) / Minute * 0.5) });

        var word = Assert.Single(bench.Said);
        Assert.Equal("temperature.change", word.Rule.Id);
        Assert.InRange(word.Value, -15, -10);
    }

    [Fact]
    public void Take_Watering_IsNotAFastChange() =>
        Assert.Empty(
            new TrackBench(None).Reads(Hour, time => Wobbling(time) with { Soil = 20 })
                .Reads(Hour, time => Wobbling(time) with { Soil = 80 }).Said);

    [Fact]
    public void Take_ProbePulledOut_IsAFastChange() =>
        Assert.Equal(
            ["Raised Warning soil_moisture.change"],
            new TrackBench(None).Reads(Hour, time => Wobbling(time) with { Soil = 60 })
                .Reads(30 * Minute, time => Wobbling(time) with { Soil = 2 }).Words);

    [Fact]
    public void Hear_WeakSignal_OnlyAfterAnHour()
    {
        var bench = new TrackBench(None);

        for (var i = 0; i < 59; i++, bench.Now += Minute) bench.Hears(Heartbeat(rssi: -90));
        Assert.Empty(bench.Said);
        for (var i = 0; i < 10; i++, bench.Now += Minute) bench.Hears(Heartbeat(rssi: -90));

        Assert.Equal(["Raised Warning signal.weak"], bench.Words);
    }

    [Fact]
    public void Hear_BatteryRunsDown_WarnsThenIsCritical()
    {
        var bench = new TrackBench(None);

        for (var charge = 30; charge > 3; charge--, bench.Now += Hour) bench.Hears(Heartbeat(battery: charge));

        Assert.Equal(["Raised Warning battery.low", "Escalated Critical battery.low"], bench.Words);
    }

    [Fact]
    public void Hear_BufferGaveReadingsUp_SaysHowManyAndNothingOfTheFirstCount()
    {
        var bench = new TrackBench(None);

        bench.Hears(Heartbeat(lost: 7));
        Assert.Empty(bench.Said);
        bench.Now += Minute;
        bench.Hears(Heartbeat(lost: 12));

        Assert.Equal(5, Assert.Single(bench.Said).Value);
        Assert.Equal("readings.lost", bench.Said[0].Rule.Id);
    }

    private static DeviceHeartbeat Heartbeat(int? rssi = null, int? battery = null, long? lost = null) =>
        new(0, 100, rssi, 0, lost, battery);

    /// <summary>Values as sensors give them: never twice the same.</summary>
    private static Values Wobbling(long time)
    {
        var wobble = time / Minute % 7 * 0.1;
        return new Values(Soil: 50 + wobble, Temperature: 21 + wobble, Humidity: 50 + wobble, Light: 500 + wobble);
    }
}
