using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access;

public sealed class LogThrottleTests
{
    private readonly JumpingTime _time = new();
    private readonly LogThrottle _throttle;

    public LogThrottleTests() => _throttle = new LogThrottle(_time);

    [Fact]
    public void MayWrite_OftenInAMinute_IsOneLineThatCountsWhatCameBefore()
    {
        Assert.True(_throttle.MayWrite("a", out var first));
        for (var i = 0; i < 1000; i++) Assert.False(_throttle.MayWrite("a", out _));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(_throttle.MayWrite("a", out var later));
        Assert.Equal((1, 1001), (first, later));
    }

    [Fact]
    public void MayWrite_FromMoreAddressesThanAnyoneReads_IsBoundedToo()
    {
        var lines = Enumerable.Range(0, 10 * LogThrottle.MaxKeys).Count(i => _throttle.MayWrite($"{i}", out _));

        Assert.Equal(LogThrottle.MaxLines, lines);
    }

    [Fact]
    public void MayWrite_WhereOldKeysFillIt_MakesRoomForNewOnes()
    {
        for (var i = 0; i < 2 * LogThrottle.MaxKeys; i++) _throttle.MayWrite($"{i}", out _);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(_throttle.MayWrite("new", out _));
        Assert.False(_throttle.MayWrite("new", out var count));
        Assert.Equal(1, count);
    }

    [Fact]
    public void MayWrite_AfterTheClockWentBack_IsNotSilencedForLonger()
    {
        _throttle.MayWrite("a", out _);
        _time.Jump(TimeSpan.FromDays(-2));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(_throttle.MayWrite("a", out _));
    }
}
