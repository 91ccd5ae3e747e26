using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Telemetry.Retention;

public sealed class HistoryKeepingTests
{
    private const int Fern = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DaysOverAndOld_AreRolledUpAndLetGo()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TestReadings.Start + (4 * TestReadings.Day)));
        await using var gateway = await GatewayHost.StartedAsync(time, more: ["--Retention:RawDays", "3"]);
        var store = gateway.Services.GetRequiredService<IReadingStore>();
        store.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        gateway.Services.GetRequiredService<ReadingFolder>().Fold();
        var statistics = gateway.Services.GetRequiredService<StoreStatistics>();
        var before = statistics.Read();

        Run(gateway.Services.GetRequiredService<HistoryKeeping>());

        var after = statistics.Read();
        Assert.Equal([3000, 0, 0, 0], before.Tiers.Select(tier => tier.Rows));
        Assert.Equal((1, TestReadings.Start + (4 * TestReadings.Day)), (before.Tiers[0].DueDays, before.Tiers[0].NextAt));
        Assert.Equal([1560, 96, 50, 0], after.Tiers.Select(tier => tier.Rows));
        Assert.Equal((0, TestReadings.Start + (5 * TestReadings.Day)), (after.Tiers[0].DueDays, after.Tiers[0].NextAt));
        Assert.Equal(TestReadings.Start + TestReadings.Day, store.Days(Fern)[0]);
        Assert.Equal(1, after.Devices);
        Assert.True(after.Bytes > 0);
    }

    [Fact]
    public void Run_ForYears_TheFileDoesNotGrow()
    {
        using var store = new LiteDbTestStore();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TestReadings.Start));
        var kept = Options.Create(new RetentionOptions { RawDays = 10, QuarterHourDays = 20, HourDays = 30, DayDays = 40 });
        var history = new HistoryKeeping(store.Rollups, store.Retention, kept, time, NullLogger<HistoryKeeping>.Instance);
        long settled = 0;
        for (var day = 0; day < 200; day++)
        {
            store.Readings.Append(
                TestReadings.Group(Fern, TestReadings.Minutes(1440, TestReadings.Start + (day * TestReadings.Day), boot: day)));
            store.Settle();
            time.SetUtcNow(
                DateTimeOffset.FromUnixTimeMilliseconds(TestReadings.Start + ((day + 1) * TestReadings.Day) + (2 * 3_600_000)));
            Run(history);
            if (day == 80) settled = store.Size;
        }

        // LiteDB takes pages in lots of its own, and the log is moved at 1 MB.
        Assert.InRange(store.Size, 1, settled + (settled / 8) + (1024 * 1024));
        Assert.Equal([10 * 1440, 10 * 96, 30 * 24, 10], store.Retention.Contents().Select(content => content.Rows));
    }

    [Fact]
    public async Task Run_ByTheClock_HappensByItself()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TestReadings.Start + (4 * TestReadings.Day)));
        await using var gateway = await GatewayHost.StartedAsync(time, more: ["--Retention:RawDays", "2"]);
        var store = gateway.Services.GetRequiredService<IReadingStore>();
        store.Append(TestReadings.Group(Fern, TestReadings.Minutes(1440)));
        gateway.Services.GetRequiredService<ReadingFolder>().Fold();

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(TimeSpan.FromMinutes(3));
        while (store.Days(Fern).Count > 0)
        {
            time.Advance(TimeSpan.FromMinutes(15));
            await Task.Delay(20, deadline.Token);
        }
    }

    private static void Run(HistoryKeeping history)
    {
        history.RollUp(Token);
        foreach (var tier in Tiers.All) history.Expire(tier, Token);
    }
}
