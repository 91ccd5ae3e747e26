using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Alerts.Evaluation;

namespace PlantOps.Gateway.Tests.Alerts.Watching;

/// <summary>Devices that report at their own pace, and how long is said of what.</summary>
public abstract partial class PlantEvaluatorContract
{
    [Fact]
    public void Tick_WarningThatLastedMoreThanADay_SaysThatItIsOver()
    {
        var bench = new EvaluatorBench(store).WithPlant().Every(TimeSpan.FromHours(1));

        for (var hour = 0; hour < 30; hour++) bench.Reads(25);
        bench.Reads(50, 50, 50);

        Assert.Equal(["Raised Warning soil_moisture.low", "Recovered Warning soil_moisture.low"], bench.Words);
    }

    [Fact]
    public void Tick_HourlyDeviceThatSaysNothingOfItsInterval_IsJudgedLiveAsReplayed()
    {
        var bench = new EvaluatorBench(store).WithPlant().Every(TimeSpan.FromHours(1));

        for (var hour = 0; hour < 60; hour++)
        {
            bench.Reads(hour < 50 ? 40 - (0.55 * hour) : 55);
            if (hour % 20 == 13) bench.IsKilled();
        }

        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Escalated Critical soil_moisture.low", "Recovered Critical soil_moisture.low"],
            bench.Words);
        Assert.Equal(bench.Raised.Select(Compact), bench.Replayed().Select(Compact));
    }

    [Fact]
    public void Tick_DeviceWasMeasuredBeforeItWatchedThePlant_ItsPaceIsKnownAtOnce()
    {
        var bench = new EvaluatorBench(store);
        for (var hour = 1; hour <= 72; hour++)
            bench.Store(bench.Now - (72 * TrackBench.Hour) + (hour * TrackBench.Hour), 40 - (hour % 3));

        bench.WithPlant().Every(TimeSpan.FromHours(1)).Reads(22, 22, 22);

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        Assert.Equal(bench.Raised.Select(alert => alert.Id), bench.Replayed().Select(alert => alert.Id));
    }

    [Fact]
    public void Tick_StateOfAnEarlierVersion_LearnsThePaceFromTheStore()
    {
        var bench = new EvaluatorBench(store);
        for (var hour = 1; hour <= 72; hour++)
            bench.Store(bench.Now - (72 * TrackBench.Hour) + (hour * TrackBench.Hour), 40 - (hour % 3));
        bench.WithPlant();
        Assert.True(bench.Records.TryCommit([new RecordChange(
            RecordSet.AlertStates, EvaluatorBench.PlantId,
            $$"""{"last_time":{{bench.Now}},"device":{{bench.Device.Number}},"rules":{} }""", 0)]));

        bench.Every(TimeSpan.FromHours(1)).Reads(22, 22, 22);

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
    }

    [Fact]
    public void Tick_Escalated_IsSaidHowLongItIsCritical()
    {
        var bench = new EvaluatorBench(store).WithPlant();

        bench.Reads(50, 29, 28, 27, 26, 25, 24, 14, 13, 12);

        var alert = Assert.Single(bench.Raised);
        Assert.Equal((TrackBench.Start + (2 * TrackBench.Minute), TrackBench.Start + (8 * TrackBench.Minute)),
            (alert.Since, alert.CriticalSince));
    }

    [Fact]
    public void Tick_DeviceDies_SaysSinceWhenItIsSilent()
    {
        var bench = new EvaluatorBench(store).WithPlant();

        bench.Reads(50, 50, 50, 50, 50, 50).Waits(TimeSpan.FromHours(1));

        var alert = Assert.Single(bench.Raised);
        Assert.Equal(TrackBench.Start + (6 * TrackBench.Minute), alert.Since);
        Assert.True(alert.RaisedAt - alert.Since >= 10 * TrackBench.Minute);
    }
}
