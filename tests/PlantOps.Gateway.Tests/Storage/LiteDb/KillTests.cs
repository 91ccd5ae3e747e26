using System.Diagnostics;
using PlantOps.Gateway.Telemetry;

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

    public void Dispose() => _directory.Dispose();

    private async Task<long> RunAndKillAsync(long boot, int commits)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PlantOps.CrashWriter.dll"));
        start.ArgumentList.Add(_directory.Path);
        start.ArgumentList.Add($"{boot}");
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

    private static IEnumerable<Reading> Expected(long boot, int count) =>
        Enumerable.Range(0, count).Select(sequence => CrashWriter.Reading(boot, sequence));
}
