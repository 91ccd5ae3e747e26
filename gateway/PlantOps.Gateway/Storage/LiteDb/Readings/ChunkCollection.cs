using System.Globalization;
using LiteDB.Engine;
using PlantOps.Gateway.Storage.LiteDb.Buckets;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>The chunks on disk: ids go up by one and are never used again; the newest may grow.</summary>
internal sealed partial class ChunkCollection(LiteDbFile file, ILogger logger)
{
    /// <summary>Chunks of one transaction or read: bounds how long it takes.</summary>
    private const int Page = 256;

    private const string Name = "chunks";
    private const string Aside = "damaged_chunks";

    private readonly LiteDbDocuments _chunks = new(Name);
    private readonly LiteDbDocuments _damaged = new(Aside);
    private readonly HashSet<long> _stuck = [];
    private long _first;

    /// <summary>The lowest id that may still be there.</summary>
    public long First => Interlocked.Read(ref _first);

    /// <summary>The newest, which may still grow.</summary>
    public OpenChunk Open { get; } = new(new LiteDbDocuments(Name));

    /// <summary>Takes what is on disk into memory. A damaged chunk is kept aside, and told.</summary>
    public void Load(ReadingMemory memory)
    {
        _first = memory.LastChunk + 1;
        long from = 0;
        while (_chunks.Read(file, from, long.MaxValue, Page) is { Count: > 0 } found)
        {
            if (from == 0) _first = found[0].Id;
            foreach (var chunk in found) Load(memory, chunk);
            from = found[^1].Id + 1;
        }

        foreach (var id in file.Read(engine => _damaged.Ids(engine, 0, long.MaxValue)))
            file.Unreadable.Report(Aside, Text(id), "it was set aside");
    }

    /// <summary>They are in buckets. In small transactions, between which commits take their turn.</summary>
    public void DeleteThrough(long last)
    {
        while (_first <= last)
        {
            var end = Math.Min(last, _first + Page - 1);
            file.CommitInBackground(engine => Delete(engine, _first, end));
            Interlocked.Exchange(ref _first, end + 1);
        }
    }

    private void Delete(ILiteEngine engine, long first, long last)
    {
        foreach (var stuck in _stuck.Where(id => id >= first && id <= last).Order())
        {
            _chunks.Delete(engine, first, stuck - 1);
            first = stuck + 1;
        }

        _chunks.Delete(engine, first, last);
    }

    private void Load(ReadingMemory memory, StoredBlock chunk)
    {
        try
        {
            memory.Load(chunk.Id, Chunk.Decode(chunk.Content));
        }
        catch (InvalidDataException e)
        {
            Log.ChunkDamaged(logger, chunk.Id, file.Place, e.Message);
            file.Unreadable.Report(Name, Text(chunk.Id), e.Message);
            memory.Skip(chunk.Id);
            if (chunk.Document?[LiteDbDocuments.Block] is { IsBinary: true } block) SetAside(chunk.Id, block.AsBinary);

            // One that LiteDB cannot even decode can be neither moved nor deleted.
            else _stuck.Add(chunk.Id);
        }
    }

    private void SetAside(long id, byte[] block)
    {
        file.Commit(engine =>
        {
            _damaged.Upsert(engine, [LiteDbDocuments.Document(id, block)]);
            _chunks.Delete(engine, id, id);
        });
        file.Unreadable.Readable(Name, Text(id));
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2011, Level = LogLevel.Error,
            Message = "Chunk {Chunk} of {Database} is damaged and was set aside; the readings that were stored "
                + "together are missing: {Reason}")]
        public static partial void ChunkDamaged(ILogger logger, long chunk, string database, string reason);
    }
}
