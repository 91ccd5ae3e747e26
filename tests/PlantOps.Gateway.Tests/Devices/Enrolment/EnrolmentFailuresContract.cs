using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Devices.Enrolment;

/// <summary>Wrong codes are counted in the store, whatever that is.</summary>
public abstract class EnrolmentFailuresContract(TestStore store) : IDisposable
{
    private const string Caller = "192.0.2.7";

    private static readonly ThrottleLimits Limits = ThrottleLimits.Default;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Count_AtSeveralGateways_IsAsManyAsAtOne()
    {
        EnrolmentFailures[] gateways = [Gateway(), Gateway(), Gateway()];

        var delays = Enumerable.Range(0, Limits.FreeFailures)
            .Select(i => gateways[i % gateways.Length].Count(Caller).Delay.TotalSeconds)
            .ToList();

        Assert.Equal([0.25, 0.5, 1, 2, 4, 4, 4, 4], delays);
        Assert.All(gateways, gateway => Assert.Equal(Limits.FirstBlock, gateway.Count(Caller).Wait));
        Assert.Equal(TimeSpan.Zero, Gateway().Count("192.0.2.8").Wait);
    }

    [Fact]
    public async Task Count_AtOnce_CountsEachOnce()
    {
        List<EnrolmentFailures> gateways = [Gateway(), Gateway(), Gateway(), Gateway()];

        var counted = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Task.Run(() => gateways[i % gateways.Count].Count(Caller))));

        Assert.Equal(Limits.FreeFailures, counted.Count(one => one.Wait == TimeSpan.Zero));
    }

    [Fact]
    public void Count_AfterARestart_GoesOn()
    {
        for (var i = 0; i < Limits.FreeFailures; i++) Gateway().Count(Caller);

        store.Restart();

        Assert.Equal(Limits.FirstBlock, Gateway().Count(Caller).Wait);
        _time.Advance(Limits.FirstBlock);
        Assert.Equal(TimeSpan.Zero, Gateway().Count(Caller).Wait);
        Assert.Equal(2 * Limits.FirstBlock, Gateway().Count(Caller).Wait);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(-15)]
    public void Count_LongAfterTheLast_OrBeforeItByAnotherClock_BeginsAnew(int minutes)
    {
        for (var i = 0; i < Limits.FreeFailures; i++) Gateway().Count(Caller);

        _time.AdjustTime(_time.GetUtcNow().AddMinutes(minutes));

        Assert.Equal(Limits.FirstDelay, Gateway().Count(Caller).Delay);
    }

    [Fact]
    public void Count_FromMoreAddressesThanAreKept_ForgetsTheOldest()
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var kept = new RecordStore<EnrolmentFailure>(
            store.Records, RecordSet.EnrolmentFailures, DeviceRecordsJson.Default.EnrolmentFailure);
        RecordChange Failed(string address, long at) => kept.Put(address, new EnrolmentFailure { Failures = 8, LastAt = at });
        foreach (var some in Enumerable.Range(0, EnrolmentFailures.MaxKept + 500).Chunk(2000))
            store.Records.TryCommit([.. some.Select(i => Failed($"10.0.{i / 250}.{i % 250}", now + i - 20_000))]);
        store.Records.TryCommit([Failed("10.9.9.9", now - 3_600_000)]);

        Gateway().Count(Caller);

        Assert.Equal(EnrolmentFailures.MaxKept + 1, kept.Read(RecordRange.All).Count);
        Assert.Null(kept.Find("10.0.0.0"));
        Assert.Null(kept.Find("10.9.9.9"));
        Assert.NotNull(kept.Find("10.0.2.0"));
    }

    // With nothing in memory, as another gateway or the next run of this one.
    private EnrolmentFailures Gateway() => new(store.Records, _time);
}
