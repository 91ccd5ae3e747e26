using PlantOps.Device.Starting;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class CrashBackoffTests
{
    private readonly MemoryFlash _flash = new();

    [Fact]
    public void Crashed_AgainAndAgain_WaitsTwiceAsLongUpToTenMinutes()
    {
        var waits = Enumerable.Range(0, 10).Select(_ => new CrashBackoff(_flash).Crashed() / 1000);
        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 600, 600, 600], waits);
    }

    [Fact]
    public void Survived_AfterCrashes_BeginsAnew()
    {
        new CrashBackoff(_flash).Crashed();
        new CrashBackoff(_flash).Crashed();
        new CrashBackoff(_flash).Survived();
        Assert.Equal(5000, new CrashBackoff(_flash).Crashed());
    }

    [Fact]
    public void Survived_WithoutCrashes_WritesNothing()
    {
        new CrashBackoff(_flash).Survived();
        Assert.Equal(0, _flash.Writes);
        Assert.Empty(_flash.Names);
    }

    [Fact]
    public void Crashed_CountThatIsDamaged_BeginsAnew()
    {
        _flash.Write("crashes", [0xFF], 1);
        Assert.Equal(5000, new CrashBackoff(_flash).Crashed());
    }

    [Fact]
    public void Of_ExceptionInsideAnother_NamesBoth() =>
        Assert.Equal(
            "crashed: InvalidOperationException (a loop ended) TimeoutException (no bus)",
            CrashText.Of(new InvalidOperationException("a loop ended", new TimeoutException("no bus"))));
}
