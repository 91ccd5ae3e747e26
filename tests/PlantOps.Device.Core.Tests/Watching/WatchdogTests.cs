using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core.Tests.Watching;

public sealed class WatchdogTests
{
    private const int HangMs = 60_000;

    private readonly FakeClock _clock = new();
    private readonly Watchdog _watchdog;

    public WatchdogTests() => _watchdog = new Watchdog(_clock, 2, HangMs);

    [Fact]
    public void Hanging_OneLoopStops_IsNamedAfterItsTime()
    {
        _watchdog.Progress(0);
        _watchdog.Progress(1);
        _clock.UptimeMs += HangMs - 1;
        _watchdog.Progress(0);
        Assert.Equal(-1, _watchdog.Hanging());
        _clock.UptimeMs++;
        Assert.Equal(1, _watchdog.Hanging());
    }

    [Fact]
    public void Hanging_NotBegunOrEnded_IsNot()
    {
        _watchdog.Progress(0);
        _watchdog.Ended(0);
        _clock.UptimeMs += 10 * HangMs;
        Assert.Equal(-1, _watchdog.Hanging());
    }
}
