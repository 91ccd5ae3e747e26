using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access;

public sealed class LoginThrottleTests
{
    private static readonly ThrottleLimits Limits = new(
        FirstDelay: TimeSpan.FromMilliseconds(100),
        MaxDelay: TimeSpan.FromSeconds(1),
        FreeFailures: 3,
        FirstBlock: TimeSpan.FromSeconds(10),
        MaxBlock: TimeSpan.FromMinutes(1));

    private readonly JumpingTime _time = new();
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests() => _throttle = new LoginThrottle(_time, Limits, capacity: 4);

    [Fact]
    public void Failed_Repeatedly_CostsTwiceAsMuchEachTimeUpToTheMost()
    {
        var delays = Enumerable.Range(0, 6).Select(_ => _throttle.Failed("a").TotalMilliseconds);

        Assert.Equal([100, 200, 400, 800, 1000, 1000], delays);
    }

    [Fact]
    public void Wait_BelowTheFreeFailures_IsZero()
    {
        Fail("a", 2);

        Assert.Equal(TimeSpan.Zero, _throttle.Wait("a"));
    }

    [Fact]
    public void Wait_AfterTheFreeFailures_BlocksAndDoubles()
    {
        Fail("a", 3);
        Assert.Equal(TimeSpan.FromSeconds(10), _throttle.Wait("a"));
        Fail("a", 1);
        Assert.Equal(TimeSpan.FromSeconds(20), _throttle.Wait("a"));
        Fail("a", 10);
        Assert.Equal(TimeSpan.FromMinutes(1), _throttle.Wait("a"));
    }

    [Fact]
    public void Wait_AsTimePasses_Ends()
    {
        Fail("a", 3);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.FromSeconds(1), _throttle.Wait("a"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, _throttle.Wait("a"));
    }

    [Fact]
    public void Wait_OfAnotherKey_IsNotTouched()
    {
        Fail("a", 5);

        Assert.Equal(TimeSpan.Zero, _throttle.Wait("b"));
    }

    [Fact]
    public void Succeeded_AfterFailures_ForgetsThem()
    {
        Fail("a", 5);
        _throttle.Succeeded("a");

        Assert.Equal(TimeSpan.Zero, _throttle.Wait("a"));
        Assert.Equal(Limits.FirstDelay, _throttle.Failed("a"));
    }

    [Fact]
    public void Failed_LongAfterTheLast_BeginsAnew()
    {
        Fail("a", 5);
        _time.Advance(Limits.MaxBlock);

        Assert.Equal(Limits.FirstDelay, _throttle.Failed("a"));
    }

    [Fact]
    public void Failed_ByMoreKeysThanFit_ForgetsTheOneThatFailedLongestAgo()
    {
        Fail("a", 3);
        foreach (var key in new[] { "b", "c", "d" }) Fail(key, 3);
        Fail("a", 1);
        Fail("e", 3);

        Assert.Equal(4, _throttle.Count);
        Assert.Equal(TimeSpan.Zero, _throttle.Wait("b"));
        Assert.NotEqual(TimeSpan.Zero, _throttle.Wait("a"));
    }

    [Fact]
    public void Wait_AfterTheClockWentBackTwoDays_IsNoLonger()
    {
        Fail("a", 3);
        _time.Jump(TimeSpan.FromDays(-2));

        Assert.Equal(TimeSpan.FromSeconds(10), _throttle.Wait("a"));
    }

    [Fact]
    public void Failed_AndNothingAfterIt_IsForgottenByItself()
    {
        Fail("a", 3);
        Fail("b", 1);
        _time.Advance(2 * Limits.MaxBlock);

        Assert.Equal(0, _throttle.Count);
    }

    [Fact]
    public void Failed_WithAKeyThatAStrangerMadeUp_IsNotRemembered() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _throttle.Failed(new string('x', LoginThrottle.MaxKeyLength + 1)));

    private void Fail(string key, int times)
    {
        for (var i = 0; i < times; i++) _throttle.Failed(key);
    }
}
