using LiteDB;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Rollups;
using PlantOps.Gateway.Storage.LiteDb.Upgrades;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbUpgradeTests : IDisposable
{
    private const int Fern = 1;

    private static readonly LiteDbDocuments Notes = new("notes");

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Run_ANewFile_HasTheCurrentVersionAndNoStepRuns()
    {
        using var file = _directory.OpenFile();
        Upgrade(file, new UpgradeStep(2, "fail", _ => throw new InvalidOperationException("ran")));
        Upgrade(file, new UpgradeStep(2, "fail", _ => throw new InvalidOperationException("ran")));
        Assert.Equal(["plantops.db", "plantops.db-log"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Run_OfVersion1_HasEveryDayRolledUp()
    {
        using (var first = _directory.OpenFile()) FillAsVersion1(first);

        using var store = new LiteDbTestStore(_directory);
        Assert.Equal(3, store.Rollups.RollUp(TestReadings.Start + (3 * TestReadings.Day), TestContext.Current.CancellationToken));
        var days = new List<Rollup>();
        store.Rollups.Read(Fern, RollupPeriod.Day, 0, long.MaxValue, days);
        Assert.Equal([1440, 1440, 120], days.Select(day => day.Metrics[0].Count));
    }

    [Fact]
    public void Run_AStepFails_TheFileIsAsItWas()
    {
        using (var first = _directory.OpenFile()) FillAsVersion1(first);
        var before = File.ReadAllBytes(_directory.Data.Database);

        using (var file = _directory.OpenFile())
        {
            var refused =
                Assert.Throws<StoreUnavailableException>(() => Upgrade(file, new UpgradeStep(2, "break things", Break)));
            Assert.Contains("version 2 (break things)", refused.Message, StringComparison.Ordinal);
            Assert.Contains("no room", refused.Message, StringComparison.Ordinal);
            Assert.Empty(file.Read(engine => Notes.Ids(engine, 0, 10)));
        }

        Assert.Equal(before, File.ReadAllBytes(_directory.Data.Database));
        using var again = _directory.OpenFile();
        Upgrade(again, [.. UpgradeSteps.All]);
        Assert.Equal(3000, TemporaryDirectory.Store(again).Read(Fern, 0, long.MaxValue, int.MaxValue).Count);
    }

    [Fact]
    public void Run_CutOffInAStep_IsDoneAgain()
    {
        using (var first = _directory.OpenFile())
        {
            FillAsVersion1(first);
            Assert.Throws<InvalidOperationException>(() => Upgrade(first, new UpgradeStep(2, "cut off", CutOff)));
        }

        using var file = _directory.OpenFile();
        Upgrade(file, [.. UpgradeSteps.All]);
        Assert.Equal(3, new UnrolledDays(file).All.Count);
        Assert.Equal(["plantops.db", "plantops.db-log"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Run_ANewerFile_IsRefusedAndLeftAlone()
    {
        using var file = _directory.OpenFile();
        FillAsVersion1(file);
        Upgrade(file, new UpgradeStep(2, "two", _ => { }), new UpgradeStep(7, "seven", _ => { }));
        var refused = Assert.Throws<StoreUnavailableException>(() => Upgrade(file, [.. UpgradeSteps.All]));
        Assert.Contains("version 7", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"up to version {UpgradeSteps.All[^1].Version}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AFileWithMoreMetrics_IsRefusedAndLeftAlone()
    {
        using var file = _directory.OpenFile();
        Upgrade(file, [.. UpgradeSteps.All]);
        var schema = new BsonDocument { ["_id"] = 1, ["version"] = 2, ["metrics"] = Metrics.Count + 1 }.Sealed();
        file.Commit(engine => engine.Upsert("schema", [schema], BsonAutoId.Int32));
        var refused = Assert.Throws<StoreUnavailableException>(() => Upgrade(file, [.. UpgradeSteps.All]));
        Assert.Contains($"{Metrics.Count + 1} metrics", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static void Upgrade(LiteDbFile file, params UpgradeStep[] steps) =>
        new LiteDbUpgrade(file, steps, NullLogger<LiteDbUpgrade>.Instance).Run();

    private static void Break(LiteDbFile file) => CutOffWith(file, () => throw new IOException("no room"));

    private static void CutOff(LiteDbFile file) => CutOffWith(file, () => throw new InvalidOperationException("power cut"));

    private static void CutOffWith(LiteDbFile file, Action cut)
    {
        file.Commit(engine => Notes.Insert(engine, [LiteDbDocuments.Document(1, new byte[100_000])]));
        cut();
    }

    /// <summary>The first version had readings and no marks of what is to be rolled up.</summary>
    private static void FillAsVersion1(LiteDbFile file)
    {
        var store = TemporaryDirectory.Store(file);
        store.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        store.Folder.Fold();
        var marks = new UnrolledDays(file);
        file.Commit(engine =>
        {
            foreach (var day in marks.All) marks.Unmark(engine, day);
        });
    }
}
