using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Tests.Telemetry.Inputs;

public sealed class DeviceClockTests
{
    private const long Start = 1_760_000_000_000;
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private readonly DeviceClock _clock = new();
    private long _now = Start;

    [Theory]
    [InlineData(-Hour)]
    [InlineData(Hour)]
    [InlineData(-2 * Hour)]
    [InlineData(5 * Hour + 30 * Minute)]
    [InlineData(-(9 * Hour + 45 * Minute))]
    public void Observe_LiveMessagesOfAnotherZone_AreCorrectedToTheZone(long ahead)
    {
        Assert.Equal(0, Live(ahead, messages: 1));

        Assert.Equal(ahead, Live(ahead, messages: 4));
        Assert.Equal(ahead, _clock.Ahead);
    }

    [Fact]
    public void Observe_AnHourlyDevice_IsCorrectedAfterFourMessages() =>
        Assert.Equal(-Hour, Live(-Hour, messages: 4, interval: Hour));

    [Fact]
    public void Observe_OffByTheSameThatIsNoZone_IsCorrectedLater()
    {
        const long Ahead = -(37 * Minute) - (20 * Second);

        Assert.Equal(0, Live(Ahead, messages: 5));
        Assert.InRange(Live(Ahead, messages: 10), Ahead - (30 * Second), Ahead + (30 * Second));
    }

    [Fact]
    public void Observe_OffByTheSameAndSomeSeconds_IsStillConstant()
    {
        long[] jitter = [20, -25, 10, -5, 25, -30, 0, 15, -10, 5];
        var ahead = jitter.Select(seconds => Observe(-Hour + (seconds * Second), Minute)).ToList();

        Assert.Equal(-Hour, ahead[^1]);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60, 20)]
    [InlineData(60, 45)]
    [InlineData(60, 55)]
    [InlineData(300, 10)]
    [InlineData(300, 240)]
    public void Observe_ABacklogThatIsSent_IsNotCorrected(int measuredEach, int sentEach)
    {
        var measured = Start - (6 * Hour);
        for (_now = Start; measured < _now; measured += measuredEach * Second, _now += sentEach * Second)
            Assert.Equal(0, _clock.Observe(measured, _now));
    }

    [Fact]
    public void Observe_AManyMessagesAtOnceOfTheSameHourAgo_AreNotCorrected()
    {
        for (var i = 0; i < 50; i++) Assert.Equal(0, _clock.Observe(Start - Hour + (i * 100), Start + (i * 100)));
    }

    [Fact]
    public void Observe_ALateOrRightClock_IsNotCorrected()
    {
        Assert.Equal(0, Live(-90 * Second, messages: 20));
        Assert.Equal(0, Live(0, messages: 20));
    }

    [Fact]
    public void Observe_TheClockIsSetRight_CountsAsItIsAtOnce()
    {
        Live(-Hour, messages: 5);

        Assert.Equal(0, Live(0, messages: 1));
        Assert.Equal(0, _clock.Ahead);
    }

    [Fact]
    public void Observe_TheEndOfSummerTime_IsLearntAnew()
    {
        Live(-Hour, messages: 10);

        Assert.Equal(-2 * Hour, Live(-2 * Hour, messages: 5));
        Assert.Equal(-Hour, Live(-Hour, messages: 5));
    }

    [Fact]
    public void Observe_ABacklogOfADeviceWhoseClockIsKnownToBeWrong_IsCorrectedByTheSame()
    {
        Live(-Hour, messages: 5);

        Assert.Equal(-Hour, _clock.Observe(_now - (5 * Hour), _now));
        Assert.Equal(-Hour, _clock.Observe(_now - (4 * Hour), _now + Second));
        Assert.Equal(-Hour, _clock.Observe(_now - Hour, _now + (2 * Second)));
    }

    private long Live(long ahead, int messages, long interval = Minute)
    {
        var corrected = 0L;
        for (var i = 0; i < messages; i++) corrected = Observe(ahead, interval);
        return corrected;
    }

    private long Observe(long ahead, long interval)
    {
        _now += interval;
        return _clock.Observe(_now + ahead, _now);
    }
}
