using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>
/// How long a backup of much takes, and how long commits wait for it; docs/benchmarks.md says how to run it.
/// </summary>
public sealed class BackupFiguresTests : IDisposable
{
    private const int Rounds = 3;
    private const int Devices = 20;
    private const int RawDays = 400;
    private const int AllDays = 5 * 365;
    private const int QuarterHourDays = 3 * 365;

    private readonly Storage.TemporaryDirectory _data = new();
    private readonly Storage.TemporaryDirectory _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(_other.Path, "backups");

    [Fact(Explicit = true)]
    public async Task RunAsync_FiveYearsOfTwentyDevices_TakesSoLong()
    {
        using (var kit = new BackupKit(_data.Path, Backups)) Fill(kit);
        var watch = Stopwatch.StartNew();
        using var opened = new BackupKit(_data.Path, Backups);
        _ = opened.Stores.Readings.Latest(StreamId.OfDevice(1));
        Say("open the store", watch);
        var result = await opened.Runner.RunAsync(Token);
        TestContext.Current.SendDiagnosticMessage(
            "{0:0.0} MB database, {1:0.0} MB backup, {2} readings, {3} days; made in {4:0.0} s, restored and compared in {5:0.0} s",
            opened.Stores.Store.Size() / 1e6, result!.Bytes / 1e6, result.Readings, result.Days, result.MadeMs / 1e3,
                result.ProvenMs / 1e3);
        watch.Restart();
        new BackupRestore(new BackupSteps(), TimeProvider.System)
            .Run(BackupFile.In(Backups)[0], null, Path.Combine(_other.Path, "restored"), Token);
        Say("restore to a directory", watch);
    }

    [Fact(Explicit = true)]
    public async Task RunAsync_AGigabyte_CommitsWaitSoLong()
    {
        var steps = new NotedSteps();
        using var kit = new BackupKit(_data.Path, Backups, steps: steps);
        kit.Get<IDeviceStore>().Admit(new Device(1, "fern", "Fern", "hw-1", new byte[32], 60, 0), null);
        var documents = new LiteDbDocuments("ballast");
        for (var i = 0L; i < 64_000; i += 64)
        {
            kit.Get<LiteDbFile>().Commit(engine => documents.Insert(
                engine, Enumerable.Range(0, 64)
                    .Select(n => LiteDbDocuments.Document(i + n, RandomNumberGenerator.GetBytes(16 * 1024)))));
        }

        for (var round = 0; round < Rounds; round++)
        {
            Commit(kit, steps, "nothing", boot: (2 * round) + 1, () => steps.Commits < 4000);
            var running = kit.Runner.RunAsync(Token);
            Commit(kit, steps, "snapshot", boot: (2 * round) + 2, () => !running.IsCompleted);
            var result = await running;
            TestContext.Current.SendDiagnosticMessage("{0:0.0} MB; made in {1:0.0} s, tried in {2:0.0} s",
                result!.Bytes / 1e6, result.MadeMs / 1e3, result.ProvenMs / 1e3);
            foreach (var (step, waits) in steps.Waits.GroupBy(wait => wait.Step).Select(of => (of.Key, of.ToList())))
            {
                TestContext.Current.SendDiagnosticMessage("{0}: {1} commits, {2}; without waiting for a processor {3}",
                    step, waits.Count, Say(waits.ConvertAll(wait => wait.Ms)),
                    Say(waits.ConvertAll(wait => wait.Ms - wait.Queued)));
            }

            steps.Waits.Clear();
        }
    }

    public void Dispose()
    {
        _data.Dispose();
        _other.Dispose();
    }

    private static void Commit(BackupKit kit, NotedSteps steps, string step, int boot, Func<bool> isWanted)
    {
        steps.Enter(step);
        steps.Commits = 0;
        for (var i = 0; isWanted(); i++)
        {
            var (queued, before) = (Queued(), Stopwatch.GetTimestamp());
            kit.Stores.Readings.Append(TestReadings.Group(1, TestReadings.At(TestReadings.Start + (i * 1000L), boot, i)));
            steps.Note(Stopwatch.GetElapsedTime(before).TotalMilliseconds, Queued() - queued);
        }
    }

    // For how long this thread could have run and other processes did, milliseconds: what a loaded machine adds to everything.
    private static double Queued() =>
        long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[1], CultureInfo.InvariantCulture) / 1e6;

    private static string Say(List<double> waits)
    {
        waits.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"median {waits[waits.Count / 2]:0.00}, 99 % {waits[waits.Count * 99 / 100]:0.0}, " +
            $"99.9 % {waits[waits.Count * 999 / 1000]:0.0}, longest {waits[^1]:0.0} ms");
    }

    private static void Say(string what, Stopwatch watch) =>
        TestContext.Current.SendDiagnosticMessage("{0}: {1} s", what,
            watch.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture));

    private static void Fill(BackupKit kit)
    {
        var random = new Random(5);
        for (var device = 1; device <= Devices; device++)
        {
            kit.Get<IDeviceStore>()
                .Admit(new Device(device, $"fern-{device}", $"Fern {device}", $"hw-{device}", new byte[32], 60, 0), null);
            for (var day = 0; day < RawDays; day += 10)
            {
                var start = TestReadings.Start + ((AllDays - RawDays + day) * TestReadings.Day);
                var readings = Enumerable.Range(0, 10 * 1440)
                    .Select(i => TestReadings.At(start + (i * 60_000L), 1, (day * 1440L) + i, 180 + random.Next(60)));
                kit.Stores.Readings.Append(TestReadings.Group(device, [.. readings]));
            }

            kit.Stores.Store.Settle();
            kit.Stores.Expired.PutExpired(StreamId.OfDevice(device),
                [.. Enumerable.Range(0, AllDays - RawDays).Select(day => Expired(day, random))]);
        }
    }

    private static ExpiredDay Expired(int day, Random random)
    {
        var period = day >= AllDays - QuarterHourDays ? RollupPeriod.QuarterHour : RollupPeriod.Hour;
        var length = period.Length();
        var start = TestReadings.Start + (day * TestReadings.Day);
        return new ExpiredDay(start, period,
            [.. Enumerable.Range(0, (int)(TestReadings.Day / length)).Select(i => Period(start + (i * length), random))]);
    }

    private static Rollup Period(long start, Random random)
    {
        var metrics = MetricRollups.None;
        foreach (var metric in (Metric[])[Metric.Temperature, Metric.Humidity, Metric.SoilMoisture, Metric.LightLevel])
        {
            var value = 18 + (random.Next(60) / 10d);
            metrics[(int)metric] = new MetricRollup(15, value, value + 1, 15 * (value + 0.5));
        }

        return new Rollup(start, metrics);
    }

    private sealed class NotedSteps : BackupSteps
    {
        private readonly Lock _gate = new();
        private string _step = string.Empty;

        public List<(string Step, double Ms, double Queued)> Waits { get; } = [];

        public int Commits { get; set; }

        public override void Enter(string step)
        {
            lock (_gate) _step = step;
        }

        public void Note(double ms, double queued)
        {
            lock (_gate) Waits.Add((_step, ms, queued));
            Commits++;
        }
    }
}
