using System.Diagnostics;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Storage.Rollups;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>A process of its own stores and folds, and is killed without warning.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 25;

    /// <summary>128 + SIGKILL: the writer did not end by itself.</summary>
    private const int KilledExitCode = 137;

    private readonly TemporaryDirectory _directory = new();
    private readonly Random _random = new(20);

    [Fact]
    public async Task Append_KilledAtAnyMoment_KeepsEveryCommittedReadingOnce()
    {
        var committed = new Dictionary<long, long>();
        for (long boot = 0; boot < Rounds; boot++)
        {
            committed[boot] = await RunAndKillAsync(boot, commits: _random.Next(1, 150));
            Check(committed);
        }
    }

    [Fact]
    public async Task Expire_KilledAtAnyMoment_KeepsWhatEveryCommittedReadingCameTo()
    {
        var committed = new Dictionary<long, long>();
        for (long boot = 0; boot < Rounds; boot++)
        {
            committed[boot] = await RunAndKillAsync(boot, commits: _random.Next(1, 150), "expire");
            CheckRollups(committed);
        }
    }

    [Fact]
    public async Task Remove_KilledAtAnyMoment_TakesWhatItIsToAndKeepsTheRest()
    {
        var committed = new Dictionary<long, long>();
        for (long boot = 0; boot < Rounds; boot++)
            committed[boot] = await RunAndKillAsync(boot, commits: _random.Next(1, 150), "remove");
        using var store = new LiteDbTestStore(_directory);
        store.Removal.Remove(CrashWriter.Devices[0], CrashWriter.Removed, TestContext.Current.CancellationToken);
        foreach (var device in CrashWriter.Devices)
        {
            var found = store.Readings.Read(device, 0, long.MaxValue, int.MaxValue);
            foreach (var period in Enum.GetValues<RollupPeriod>())
            {
                var rollups = new List<Rollup>();
                store.Rollups.Read(device, period, 0, long.MaxValue, rollups);
                RollupModel.AssertEqual(found, period.Length(), rollups);
            }

            foreach (var (boot, count) in committed)
            {
                var sequences = found.Where(reading => reading.Boot == boot).Select(reading => reading.Sequence).ToHashSet();
                var isToGo = (long sequence) =>
                    device == CrashWriter.Devices[0] && CrashWriter.Removed.Contains(CrashWriter.Reading(boot, sequence).Time);
                Assert.DoesNotContain(sequences, sequence => isToGo(sequence));
                Assert.All(
                    Enumerable.Range(0, (int)count), sequence => Assert.True(isToGo(sequence) || sequences.Contains(sequence)));
            }
        }
    }

    public void Dispose() => _directory.Dispose();

    private async Task<long> RunAndKillAsync(long boot, int commits, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PlantOps.CrashWriter.dll"));
        start.ArgumentList.Add(_directory.Path);
        start.ArgumentList.Add($"{boot}");
        foreach (var argument in more) start.ArgumentList.Add(argument);
        using var writer = Process.Start(start)!;
        long stored = 0;
        for (var i = 0; await writer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line; i++)
        {
            // The last line may be cut off by the kill.
            stored = Math.Max(stored, long.TryParse(line, out var count) ? count : 0);
            if (i == commits) writer.Kill();
        }

        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(KilledExitCode, writer.ExitCode);
        return stored;
    }

    private void Check(Dictionary<long, long> committed)
    {
        using var file = _directory.OpenFile();
        var store = TemporaryDirectory.Store(file);
        foreach (var device in CrashWriter.Devices)
        {
            foreach (var boot in store.Read(device, 0, long.MaxValue, int.MaxValue).GroupBy(reading => reading.Boot))
            {
                var readings = boot.OrderBy(reading => reading.Sequence).ToList();
                Assert.InRange(readings.Count, committed[boot.Key], long.MaxValue);
                Assert.Equal(Expected(boot.Key, readings.Count), readings);
            }
        }
    }

    private void CheckRollups(Dictionary<long, long> committed)
    {
        var store = new LiteDbTestStore(_directory);
        foreach (var device in CrashWriter.Devices)
        {
            foreach (var period in Enum.GetValues<RollupPeriod>())
            {
                var found = new List<Rollup>();
                store.Rollups.Read(device, period, 0, long.MaxValue, found);
                var days = found.GroupBy(rollup => RollupPeriod.Day.StartOf(rollup.Start)).ToList();
                Assert.Equal(committed.Count, days.Count);
                for (var boot = 0; boot < days.Count; boot++)
                {
                    var day = days[boot].Select(rollup => rollup.Metrics[Metric.Temperature]).Aggregate((x, y) => x.Plus(y));
                    Assert.InRange(day.Count, committed[boot], long.MaxValue);
                    Assert.Equal((0, (day.Count - 1) / 10d), (day.Min, day.Max));
                    Assert.Equal(day.Count * (day.Count - 1L) / 20d, day.Sum);
                }
            }
        }

        store.Restart();
    }

    private static IEnumerable<Reading> Expected(long boot, int count) =>
        Enumerable.Range(0, count).Select(sequence => CrashWriter.Reading(boot, sequence));
}
