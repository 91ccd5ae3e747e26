using PlantOps.Device.StandIns.Board;
using PlantOps.Device.Time;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class BoardClockTests
{
    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly BoardClock _clock = new();

    [Theory]
    [InlineData(1767225599499, 1767225599)]
    [InlineData(1767225599500, 1767225600)]
    public void SetUnixMs_PartsOfASecond_AreRoundedBecauseThePlatformDropsThem(long unixMs, long unixSeconds)
    {
        _clock.SetUnixMs(unixMs);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime, _board.SystemTime);
    }

    [Fact]
    public void UnixMs_OnAMachineWithAClock_IsItsTime()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Assert.InRange(_clock.UnixMs, before, before + 60_000);
    }

    [Fact]
    public void Wait_NobodySets_LastsItsTime()
    {
        var before = _clock.UptimeMs;
        _clock.NewSignal().Wait(60);
        Assert.InRange(_clock.UptimeMs - before, 40, 60_000);
    }

    [Fact]
    public void Wait_SetBefore_EndsOneWaitAndNoMore()
    {
        var signal = _clock.NewSignal();
        signal.Set();
        signal.Set();
        var before = _clock.UptimeMs;
        signal.Wait(60_000);
        Assert.InRange(_clock.UptimeMs - before, 0, 30_000);
        before = _clock.UptimeMs;
        signal.Wait(60);
        Assert.InRange(_clock.UptimeMs - before, 40, 60_000);
    }
}
