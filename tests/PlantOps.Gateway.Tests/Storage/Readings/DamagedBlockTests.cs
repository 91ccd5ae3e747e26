using LiteDB;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Readings;

public sealed class DamagedBlockTests : IDisposable
{
    private const int Fern = 1;

    private readonly TemporaryDirectory _directory = new();
    private readonly Reading[] _readings = TestReadings.Minutes(3 * 1440);

    public DamagedBlockTests() => Use(store =>
    {
        store.Append(TestReadings.Group(Fern, _readings));
        store.Folder.Fold();
    });

    [Fact]
    public void Read_BucketDamaged_NamesDeviceAndTimeAndReadsTheOthers()
    {
        DamageSecondDay();
        Use(store =>
        {
            var refused = Assert.Throws<CorruptBucketException>(() => store.Read(Fern, 0, long.MaxValue, int.MaxValue));
            Assert.Contains($"device {Fern}", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"{DateTimeOffset.FromUnixTimeMilliseconds(_readings[1440].Time):yyyy-MM-dd}", refused.Message,
                StringComparison.Ordinal);
            Assert.Contains(_directory.Data.Database, refused.Message, StringComparison.Ordinal);
            Assert.Equal(_readings[..1440], store.Read(Fern, 0, _readings[1440].Time, int.MaxValue));
        });
    }

    [Fact]
    public void Fold_IntoDamagedBucket_KeepsItAsideAndItsTimeUnreadable()
    {
        DamageSecondDay();
        Use(store =>
        {
            store.Append(TestReadings.Group(Fern, TestReadings.At(_readings[1440].Time + 1, 2, 0)));
            store.Folder.Fold();
            Assert.Throws<CorruptBucketException>(() => store.Read(Fern, 0, long.MaxValue, int.MaxValue));
            Assert.Equal(_readings[2880..], store.Read(Fern, _readings[2880].Time, long.MaxValue, int.MaxValue));
        });
    }

    [Fact]
    public void Open_IdentitiesDamaged_MakesThemAnew()
    {
        Damage("identities", Fern);
        Use(store => Assert.Equal(new AppendResult(0, _readings.Length), store.Append(TestReadings.Group(Fern, _readings))));
    }

    [Fact]
    public void Open_ChunkDamaged_SetsItAsideAndGoesOn()
    {
        Use(store => store.Append(TestReadings.Group(2, TestReadings.Minutes(10))));
        long chunk = 0;
        using (var file = _directory.OpenFile())
            chunk = file.Read(engine => new LiteDbDocuments("chunks").Between(engine, 0, long.MaxValue))[0].Key;
        Damage("chunks", chunk);
        Use(store =>
        {
            Assert.Empty(store.Read(2, 0, long.MaxValue, int.MaxValue));
            Assert.Equal(new AppendResult(10, 0), store.Append(TestReadings.Group(2, TestReadings.Minutes(10))));
        });
        using var after = _directory.OpenFile();
        Assert.Single(after.Read(engine => new LiteDbDocuments("damaged_chunks").Between(engine, 0, long.MaxValue)));
    }

    public void Dispose() => _directory.Dispose();

    private void DamageSecondDay() => Damage("buckets", BucketKey.OfDay(new StreamId(Fern), _readings[1440].Time).Id);

    private void Damage(string collection, long id)
    {
        using var file = _directory.OpenFile();
        var documents = new LiteDbDocuments(collection);
        BsonDocument document = file.Read(engine => documents.Between(engine, id, id))[0].Value;
        document[LiteDbDocuments.Block].AsBinary[20] ^= 4;
        file.Commit(engine => documents.Upsert(engine, [document]));
    }

    private void Use(Action<Gateway.Storage.LiteDb.Readings.LiteDbReadingStore> use)
    {
        using var file = _directory.OpenFile();
        use(TemporaryDirectory.Store(file));
    }
}
