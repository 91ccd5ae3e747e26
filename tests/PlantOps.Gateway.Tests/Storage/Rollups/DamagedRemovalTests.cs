using LiteDB;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.Rollups;

/// <summary>Removing readings of which some are damaged on disk.</summary>
public sealed class DamagedRemovalTests : IDisposable
{
    private const int Fern = 1;
    private const long SecondDay = TestReadings.Start + TestReadings.Day;

    private readonly LiteDbTestStore _store = new();
    private readonly Reading[] _readings = TestReadings.Minutes(3 * 1440);

    public DamagedRemovalTests()
    {
        _store.Readings.Append(TestReadings.Group(Fern, _readings));
        _store.Settle();
        _store.Rollups.RollUp(long.MaxValue, Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("buckets")]
    [InlineData("rolled_hours")]
    public void Remove_TheWholeDamagedDay_TakesItToo(string collection)
    {
        Damage(collection);
        Assert.Equal(2, _store.Removal.Remove(Fern, new TimeRange(SecondDay, SecondDay + TestReadings.Day + 1), Token));
        Assert.Equal([.. _readings[..1440], .. _readings[2881..]], _store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue));
    }

    [Fact]
    public void Remove_TheWholeDaySetAside_TakesItToo()
    {
        Damage("buckets");
        _store.Readings.Append(TestReadings.Group(Fern, TestReadings.At(SecondDay + 1, boot: 2)));
        _store.Settle();
        Assert.Throws<CorruptBucketException>(() => _store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue));
        Assert.Equal(1, _store.Removal.Remove(Fern, new TimeRange(SecondDay, SecondDay + TestReadings.Day), Token));
        Assert.Equal(2 * 1440, _store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue).Count);
    }

    [Fact]
    public void Remove_APartOfTheDamagedDay_LeavesWhatIsDamagedAndTakesTheRest()
    {
        Damage("buckets");
        Assert.Equal(2,
            _store.Removal.Remove(Fern, new TimeRange(0, SecondDay + 1), Token)
                + _store.Removal.Remove(Fern, new TimeRange(_readings[2880].Time, _readings[2881].Time), Token));
        Assert.Throws<CorruptBucketException>(() => _store.Readings.Read(Fern, SecondDay, SecondDay + 1, int.MaxValue));
        Assert.Empty(_store.Readings.Read(Fern, 0, SecondDay, int.MaxValue));
        Assert.Equal(_readings[2881..], _store.Readings.Read(Fern, _readings[2880].Time, long.MaxValue, int.MaxValue));
    }

    public void Dispose() => _store.Dispose();

    private void Damage(string collection)
    {
        var file = _store.Services.GetRequiredService<LiteDbFile>();
        var documents = new LiteDbDocuments(collection);
        var id = BucketKey.OfDay(new StreamId(Fern), SecondDay).Id;
        BsonDocument document = file.Read(engine => documents.Between(engine, id, id))[0].Value;
        document[LiteDbDocuments.Block].AsBinary[20] ^= 4;
        file.Commit(engine => documents.Upsert(engine, [document]));
    }
}
