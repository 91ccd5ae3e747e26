using PlantOps.Device.Core.Sleeping;

namespace PlantOps.Device.Core.Tests.Sleeping;

public sealed class SleepDecisionTests
{
    [Fact]
    public void SleepMs_NotInBatteryMode_NeverSleeps()
    {
        var state = Woken();
        state.IsOn = false;
        Assert.Equal(0, SleepDecision.SleepMs(state));
        Assert.True(SleepDecision.WantsLink(state));
    }

    [Fact]
    public void SleepMs_WokenAndMeasured_SleepsUntilTheNextReadingWithoutConnecting()
    {
        Assert.Equal(55_000, SleepDecision.SleepMs(Woken()));
        Assert.False(SleepDecision.WantsLink(Woken()));
    }

    [Fact]
    public void SleepMs_NotMeasuredYet_Waits()
    {
        var state = Woken();
        state.HasMeasured = false;
        Assert.Equal(0, SleepDecision.SleepMs(state));
        Assert.False(SleepDecision.WantsLink(state));
    }

    [Fact]
    public void SleepMs_NextReadingSoon_StaysAwake()
    {
        var state = Woken();
        state.UntilReadingMs = SleepDecision.ShortestMs - 1;
        Assert.Equal(0, SleepDecision.SleepMs(state));
    }

    [Theory]
    [InlineData(3, -1, false)]
    [InlineData(3, 9000, false)]
    [InlineData(0, 1999, false)]
    [InlineData(0, 2000, true)]
    public void SleepMs_PublishDue_OnceEverythingIsOutAndAMomentHasPassed(int pending, int onlineMs, bool sleeps)
    {
        var state = Woken();
        state.IsPublishDue = true;
        state.Pending = pending;
        state.OnlineMs = onlineMs;
        Assert.Equal(sleeps, SleepDecision.SleepMs(state) > 0);
        Assert.Equal(!sleeps, SleepDecision.WantsLink(state));
    }

    [Fact]
    public void SleepMs_GatewayAway_GivesUpForThisTime()
    {
        var state = Woken();
        state.IsPublishDue = true;
        state.Pending = 60;
        state.AwakeMs = SleepDecision.ConnectLimitMs;
        Assert.Equal(55_000, SleepDecision.SleepMs(state));
    }

    [Fact]
    public void SleepMs_SomebodySwitchedItOn_StaysConnectedForAWhile()
    {
        var state = Woken();
        state.WokeBySleep = false;
        Assert.True(SleepDecision.WantsLink(state));
        Assert.Equal(0, SleepDecision.SleepMs(state));
        state.AwakeMs = SleepDecision.AttendedMs;
        Assert.Equal(55_000, SleepDecision.SleepMs(state));
    }

    [Fact]
    public void SleepMs_Busy_Waits()
    {
        var state = Woken();
        state.IsBusy = true;
        Assert.Equal(0, SleepDecision.SleepMs(state));
    }

    [Theory]
    [InlineData(59, 60, 3600, false)]
    [InlineData(60, 60, 3600, true)]
    [InlineData(61, 60, 3600, false)]
    [InlineData(120, 60, 3600, true)]
    [InlineData(0, 60, 3600, false)]
    [InlineData(1, 3600, 3600, true)]
    [InlineData(5, 3600, 600, true)]
    public void IsPublishDue_Pending_OnceAPublishingTime(int pending, int intervalS, int publishS, bool due) =>
        Assert.Equal(due, SleepDecision.IsPublishDue(pending, intervalS, publishS));

    private static SleepState Woken() => new()
    {
        IsOn = true, WokeBySleep = true, HasMeasured = true, AwakeMs = 3000, UntilReadingMs = 55_000, Pending = 7,
    };
}
