using PlantOps.Device.Core.Time;
using PlantOps.Device.StandIns.Board;
using PlantOps.Device.Time;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class SntpServerTests
{
    private const long Now = 1767225600000;

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly RunningClock _clock = new();

    [Theory]
    [InlineData(0, Now)]
    [InlineData(Now, Now + 400)]
    [InlineData(Now, Now - 400)]
    public void TryUpdate_AnswerThatSetsTheClock_IsSeen(long before, long after)
    {
        _clock.SetUnixMs(before);
        _board.SntpUpdate = () => _clock.SetUnixMs(after);
        Assert.True(new SntpServer(_clock).TryUpdate());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Now)]
    public void TryUpdate_NobodyAnswers_GivesUpAfterTenSeconds(long unixMs)
    {
        _clock.SetUnixMs(unixMs);
        Assert.False(new SntpServer(_clock).TryUpdate());
        Assert.Equal(10_000, _clock.UptimeMs);
    }

    /// <summary>A calendar that runs with the uptime, once it is set.</summary>
    private sealed class RunningClock : IClock
    {
        private readonly FakeClock _clock = new();
        private long _offsetMs;

        public long UptimeMs => _clock.UptimeMs;

        public long UnixMs => _offsetMs == 0 ? 0 : _offsetMs + UptimeMs;

        public void SetUnixMs(long unixMs) => _offsetMs = unixMs == 0 ? 0 : unixMs - UptimeMs;

        public ISignal NewSignal() => _clock.NewSignal();
    }
}
