using PlantOps.Gateway.Dashboard.Devices;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Calibration;

namespace PlantOps.Gateway.Tests.Dashboard.Devices;

public sealed class CalibrateViewTests
{
    private static readonly Shell Shell = new(new En(), "Calibrate", Place.Devices, new Visitor("Ada", "owner"));
    private static readonly CalibrationFacts Idle = new("plant-1", "Sill") { Probes = [1, 2] };

    [Fact]
    public void Of_NoCalibration_AsksWhichProbe()
    {
        var view = CalibrateView.Of(Shell, Idle, null);

        Assert.Equal(["1", "2"], view.Begin!.Choices.Select(choice => choice.Value));
        Assert.Null(view.Live);
        Assert.All(view.Steps, step => Assert.Equal(TickState.NotYet, step.State));
    }

    [Fact]
    public void Of_AProbeInAir_CanBeTakenOnceItIsAtRest()
    {
        var moving = View([2500, 2812]);
        var still = View([2810, 2812, 2815, 2808, 2811]);

        Assert.Equal(("2 of 5 values that are needed.", false), (moving.Says, moving.IsSteady));
        Assert.Equal(("At rest.", true, "2811"), (still.Says, still.IsSteady, still.Raw));
        Assert.Equal("was 2900 · typical 2400 to 3000", still.Compare);
        Assert.Equal("It still moves, between 2500 and 2815.", View([2500, 2812, 2815, 2808, 2811]).Says);
        Assert.Equal("Away. This goes on when it is connected.", View([], ReachState.Away).Says);
    }

    [Fact]
    public void Of_TwoPoints_SaysWhatTheLastWeekWouldHaveRead()
    {
        var facts = Idle with { Going = Going(2800, 1300), Week = new SoilWeek(22, 70, 1600, 2500) };

        var check = CalibrateView.Of(Shell, facts, null).Check!;

        Assert.Equal("The last week would have read 20–80\u00a0% instead of 22–70\u00a0%.", check.Week);
        Assert.Equal(("2800, was 2900", "1300, was 1250", null), (check.Dry, check.Wet, check.WhyNot));
    }

    [Fact]
    public void Of_TwoPointsTooClose_SaysWhyTheyCannotBeUsed()
    {
        var check = CalibrateView.Of(Shell, Idle with { Going = Going(1400, 1300) }, null).Check!;

        Assert.Equal("Dry air must be at least 200 above water.", check.WhyNot);
    }

    private static RawNow View(IReadOnlyList<int> values, ReachState? away = null) =>
        CalibrateView.Of(Shell, Idle with { Going = Going(null, null), Values = values, AwayAs = away }, null).Live!;

    private static SoilCalibration Going(int? dry, int? wet) =>
        new() { Device = 1, EndsAt = long.MaxValue, StepAt = 0, IntervalBefore = 60, DryRaw = dry, WetRaw = wet };
}
