using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class ReadingClockTests
{
    private const long Arrival = 1_760_000_000_000;
    private const long Hour = 3_600_000;

    [Fact]
    public void Resolve_CredibleClock_IsKept() =>
        Assert.Equal((Arrival - Hour, TimeOrigin.Device), Clock(Arrival - Hour).Resolve(Arrival - Hour, null));

    [Theory]
    [InlineData(0)]
    [InlineData(1_577_836_799_999)]
    [InlineData(Arrival + Hour)]
    [InlineData(long.MaxValue / 4)]
    public void Resolve_ClockBefore2020OrInTheFuture_IsCorrectedToArrival(long timestamp) =>
        Assert.Equal((Arrival, TimeOrigin.Corrected), Clock(timestamp).Resolve(timestamp, null));

    [Fact]
    public void Resolve_ClockNeverSetInABatch_KeepsTheDistances()
    {
        var clock = Clock(60_000, 120_000, 180_000);

        Assert.Equal((Arrival - 120_000, TimeOrigin.Corrected), clock.Resolve(60_000, null));
        Assert.Equal((Arrival - 60_000, TimeOrigin.Corrected), clock.Resolve(120_000, null));
        Assert.Equal((Arrival, TimeOrigin.Corrected), clock.Resolve(180_000, null));
    }

    [Fact]
    public void Resolve_WrongClockWithImpossibleDistance_IsArrival() =>
        Assert.Equal((Arrival, TimeOrigin.Corrected), Clock(0, Arrival * 2).Resolve(0, null));

    [Fact]
    public void Resolve_Age_IsSubtracted() =>
        Assert.Equal((Arrival - 4000, TimeOrigin.Age), Clock().Resolve(null, 4000));

    [Fact]
    public void Resolve_AgeBeforeTheMessage_IsCorrectedToArrival() =>
        Assert.Equal((Arrival, TimeOrigin.Corrected), Clock().Resolve(null, -1));

    [Fact]
    public void Resolve_AgeOfMoreThanAYear_IsAsOldAsItSays() =>
        Assert.Equal((Arrival - (450 * 24 * Hour), TimeOrigin.Age), Clock().Resolve(null, 450 * 24 * Hour));

    private static ReadingClock Clock(params long[] timestamps) =>
        new(Arrival, [.. timestamps.Select(ts => RawReading.Empty with { Timestamp = ts })]);
}
