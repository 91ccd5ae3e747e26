using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>When a gateway gives memory back.</summary>
public sealed class MemoryReleaseTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly MemoryRelease _release = new(new Supervisor(TimeProvider.System), NullLogger<MemoryRelease>.Instance);

    public void Dispose() => _release.Dispose();

    [Fact]
    public void IsDue_AfterTheStart_GivesBackWhatItNeeded() => Assert.True(_release.IsDue(30 * Megabyte));

    [Fact]
    public void IsDue_BusyMinute_WaitsForAQuietOne()
    {
        _release.IsDue(30 * Megabyte);
        Assert.False(_release.IsDue(130 * Megabyte));
        Assert.False(_release.IsDue(230 * Megabyte));
        Assert.True(_release.IsDue(231 * Megabyte));
    }

    [Fact]
    public void IsDue_NothingToGiveBack_LeavesTheCollectorAlone()
    {
        _release.IsDue(30 * Megabyte);
        for (var megabytes = 31; megabytes <= 37; megabytes++) Assert.False(_release.IsDue(megabytes * Megabyte));
        Assert.True(_release.IsDue(38 * Megabyte));
        Assert.False(_release.IsDue(39 * Megabyte));
    }
}
