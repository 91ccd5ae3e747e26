using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Reads a copy of the database through, every reading of it, without changing it.</summary>
internal static class CopyCheck
{
    private const int Page = 256;

    /// <exception cref="StoreUnavailableException">It cannot be opened or read.</exception>
    public static StoreCopyView Read(string path, CancellationToken stopping = default)
    {
        try
        {
            using var file = File.OpenHandle(path);
            using var engine = new LiteEngine(new EngineSettings { DataStream = new DataStream(file), ReadOnly = true });
            var damaged = 0;
            var folded = Blocks(engine, "identities", stopping)
                .ToDictionary(
                    block => block.Id, block => Try(() => DeviceIdentities.Decode(block.Content).FoldedThrough, -1, ref damaged));
            long readings = 0;
            foreach (var block in Blocks(engine, "buckets", stopping))
                readings += Try(() => Bucket.Count(block.Content), 0, ref damaged);
            foreach (var block in Blocks(engine, "chunks", stopping))
            {
                readings += Try(
                    () => Chunk.Decode(block.Content).Where(of => block.Id > folded.GetValueOrDefault(of.Stream.Number, -1))
                        .Sum(of => of.Readings.Length), 0, ref damaged);
            }

            return new StoreCopyView
            {
                File = path,
                Bytes = RandomAccess.GetLength(file),
                Devices = engine.Keys(LiteDbDeviceStore.Collection).Count,
                Readings = readings,
                Damaged = damaged,
            };
        }
        catch (Exception exception) when (exception is LiteException or IOException or InvalidOperationException)
        {
            throw new StoreUnavailableException($"The copy '{path}' was made and cannot be read: {exception.Message}", exception);
        }
    }

    private static T Try<T>(Func<T> decode, T otherwise, ref int damaged)
    {
        try
        {
            return decode();
        }
        catch (InvalidDataException)
        {
            damaged++;
            return otherwise;
        }
    }

    private static IEnumerable<StoredBlock> Blocks(LiteEngine engine, string collection, CancellationToken stopping)
    {
        var documents = new LiteDbDocuments(collection);
        var first = 0L;
        while (documents.Between(engine, first, long.MaxValue, Page) is { Count: > 0 } found)
        {
            stopping.ThrowIfCancellationRequested();
            foreach (var (id, document) in found) yield return new StoredBlock(
                id, document, document.IsIntact() ? null : "its checksum does not match");
            first = found[^1].Key + 1;
        }
    }
}
