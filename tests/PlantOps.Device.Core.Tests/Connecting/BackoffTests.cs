using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests.Connecting;

public sealed class BackoffTests
{
    [Fact]
    public void NextMs_Repeated_GrowsToTheLimitWithHalfByChance()
    {
        var backoff = new Backoff(5000, 120000, new Random(1));
        int[] ceilings = [5000, 10000, 20000, 40000, 80000, 120000, 120000];
        Assert.All(ceilings, ceiling => Assert.InRange(backoff.NextMs(), ceiling / 2, ceiling));
    }

    [Fact]
    public void NextMs_AfterReset_IsShortAgain()
    {
        var backoff = new Backoff(5000, 120000, new Random(1));
        for (var i = 0; i < 5; i++) backoff.NextMs();
        backoff.Reset();
        Assert.InRange(backoff.NextMs(), 2500, 5000);
    }

    [Fact]
    public void NextMs_ManyDevices_DoNotComeBackTogether()
    {
        var waits = Enumerable.Range(0, 100).Select(seed => new Backoff(5000, 120000, new Random(seed)).NextMs());
        Assert.True(waits.Distinct().Count() > 80);
    }
}
