using LiteDB.Engine;
using PlantOps.Gateway.Storage.Buckets;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Storage.Readings;

/// <summary>The chunks on disk: ids go up by one and are never used again.</summary>
internal sealed partial class ChunkCollection(LiteDbFile file, ILogger logger)
{
    /// <summary>Chunks of one transaction or read: bounds how long it takes.</summary>
    private const int Page = 256;

    private readonly LiteDbDocuments _chunks = new("chunks");
    private readonly LiteDbDocuments _damaged = new("damaged_chunks");
    private long _first;

    /// <summary>The lowest id that may still be there.</summary>
    public long First => Interlocked.Read(ref _first);

    public void Insert(ILiteEngine engine, long first, List<byte[]> chunks)
    {
        if (chunks.Count > 0) _chunks.Insert(engine, chunks.Select((chunk, i) => LiteDbDocuments.Document(first + i, chunk)));
    }

    /// <summary>Takes what is on disk into memory. A damaged chunk is kept aside, and told.</summary>
    public void Load(ReadingMemory memory)
    {
        _first = memory.LastChunk + 1;
        long from = 0;
        while (file.Read(engine => _chunks.Between(engine, from, long.MaxValue, Page)) is { Count: > 0 } found)
        {
            if (from == 0) _first = found[0].Key;
            foreach (var (id, document) in found) Load(memory, id, document[LiteDbDocuments.Block].AsBinary);
            from = found[^1].Key + 1;
        }
    }

    /// <summary>They are in buckets. In small transactions, between which commits take their turn.</summary>
    public void DeleteThrough(long last)
    {
        while (_first <= last)
        {
            var end = Math.Min(last, _first + Page - 1);
            file.CommitInBackground(engine => _chunks.Delete(engine, _first, end));
            Interlocked.Exchange(ref _first, end + 1);
        }
    }

    private void Load(ReadingMemory memory, long id, byte[] block)
    {
        try
        {
            memory.Load(id, Chunk.Decode(block));
        }
        catch (InvalidDataException e)
        {
            Log.ChunkDamaged(logger, id, file.Place, e);
            file.Commit(engine =>
            {
                _damaged.Upsert(engine, [LiteDbDocuments.Document(id, block)]);
                _chunks.Delete(engine, id, id);
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2011, Level = LogLevel.Error, Message = "Chunk {Chunk} of {Database} is damaged and was set aside; the readings of that commit are missing")]
        public static partial void ChunkDamaged(ILogger logger, long chunk, string database, Exception exception);
    }
}
