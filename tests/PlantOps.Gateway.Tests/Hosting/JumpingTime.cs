using Microsoft.Extensions.Time.Testing;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>A clock whose time of day can be set, while what measures how long something takes goes on as ever.</summary>
internal sealed class JumpingTime() : FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero))
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>The time of day jumps, ahead or back.</summary>
    public void Jump(TimeSpan by) => _ahead += by;
}
