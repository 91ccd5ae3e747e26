using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Records;

/// <summary>What every store of records must do.</summary>
public abstract class RecordsContract(TestStore store) : IDisposable
{
    private IRecords Records => store.Records;

    [Fact]
    public void TryCommit_NewAndChanged_CountsVersionsAndSurvivesRestart()
    {
        Assert.Null(Records.Find(RecordSet.Plants, "fern"));
        Assert.True(Records.TryCommit([Put("fern", """{"n":"ä\"\u0001"}""", 0)]));
        Assert.True(Records.TryCommit([Put("fern", """{"n":2}""", 1)]));
        Assert.True(Records.TryCommit([Put("fern", """{"n":3}""", null)]));
        store.Restart();
        Assert.Equal(("fern", 3L, """{"n":3}"""), Compact(Records.Find(RecordSet.Plants, "fern")!));
    }

    [Fact]
    public void TryCommit_OneUnexpectedVersion_ChangesNothing()
    {
        Assert.True(Records.TryCommit([Put("a", "{}", 0), Put("b", "{}", 0)]));
        foreach (var wrong in new[] { Put("b", "{}", 0), Put("b", "{}", 2), Put("new", "{}", 1), Delete("b", 7),
            Delete("none", 1) })
        {
            Assert.False(Records.TryCommit([Put("a", """{"changed":true}""", 1), Put("c", "{}", 0), wrong]));
        }

        Assert.Equal(
            ["a 1", "b 1"], Records.Read(RecordSet.Plants, RecordRange.All).Select(record => $"{record.Id} {record.Version}"));
        Assert.Equal("{}", Records.Find(RecordSet.Plants, "a")!.Json);
    }

    [Fact]
    public void TryCommit_Delete_TakesItAway()
    {
        Records.TryCommit([Put("a", "{}", 0), Put("b", "{}", 0)]);
        Assert.True(Records.TryCommit([Delete("a", 1), Delete("b", null), Delete("none", null)]));
        Assert.Empty(Records.Read(RecordSet.Plants, RecordRange.All));
        Assert.True(Records.TryCommit([Put("a", "{}", 0)]));
        Assert.Equal(1, Records.Find(RecordSet.Plants, "a")!.Version);
    }

    [Fact]
    public void Read_Ranges_OrdersByBytesAndKeepsSetsApart()
    {
        string[] ids = ["A", "a-1", "a.2", "a/0", "a/1", "a/2", "b", "~"];
        Records.TryCommit([.. ids.Reverse().Select(id => Put(id, "{}", 0)), new RecordChange(RecordSet.Alerts, "a/1", "{}", 0)]);

        Assert.Equal(ids, Ids(RecordRange.All));
        Assert.Equal(["~", "b", "a/2"], Ids(RecordRange.All with { Backwards = true, Limit = 3 }));
        Assert.Equal(["a/0", "a/1", "a/2"], Ids(RecordRange.Under("a/")));
        Assert.Equal(["a/1", "a/0"], Ids(RecordRange.Under("a/").Before("a/2") with { Backwards = true }));
        Assert.Empty(Ids(RecordRange.Under("c")));
    }

    [Fact]
    public async Task TryCommit_ManyAtOnce_OnlyOneGetsEachVersion()
    {
        Records.TryCommit([Put("counter", "{}", 0)]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Parallel.For(0, 10, _ => Increment()))));
        Assert.Equal(41, Records.Find(RecordSet.Plants, "counter")!.Version);

        void Increment()
        {
            while (!Records.TryCommit(
                [Put("counter", "{}", Records.Find(RecordSet.Plants, "counter")!.Version), Put("other", "{}", null)]))
            {
                // Somebody else was faster.
            }
        }
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private static RecordChange Put(string id, string json, long? expected) => new(RecordSet.Plants, id, json, expected);

    private static RecordChange Delete(string id, long? expected) => new(RecordSet.Plants, id, null, expected);

    private static (string Id, long Version, string Json) Compact(StoredRecord record) =>
        (record.Id, record.Version, record.Json.Replace(" ", string.Empty, StringComparison.Ordinal));

    private IEnumerable<string> Ids(RecordRange range) => Records.Read(RecordSet.Plants, range).Select(record => record.Id);
}
