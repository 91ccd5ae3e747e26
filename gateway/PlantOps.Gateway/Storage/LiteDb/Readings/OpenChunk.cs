using LiteDB.Engine;
using PlantOps.Gateway.Storage.LiteDb.Buckets;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// The newest chunk, to which small commits are added until it is full or folding begins. A chunk a lone reading would be a
/// page of data and two of the index for each; one that grows in its place is a page, and an SD card wears by pages.
/// </summary>
internal sealed class OpenChunk(LiteDbDocuments chunks)
{
    /// <summary>Two of them on a page, some forty lone readings in one.</summary>
    private const int MaxBytes = 3_000;

    private readonly Lock _writing = new();
    private long _id = -1;
    private List<DeviceBlock> _blocks = [];
    private int _bytes;

    /// <summary>What is stored from now on goes into later chunks.</summary>
    /// <returns>The last chunk before them.</returns>
    public long Close(ReadingMemory memory)
    {
        lock (_writing)
        {
            _id = -1;
            return memory.LastChunk;
        }
    }

    /// <summary>Stores blocks in one transaction, and takes them into memory once they are on disk.</summary>
    /// <param name="blocks">What is stored.</param>
    /// <param name="memory">Where it is read from until it is folded.</param>
    /// <param name="commit">Commits it with whatever else belongs to it.</param>
    public void Append(List<DeviceBlock> blocks, ReadingMemory memory, Action<Action<ILiteEngine>> commit)
    {
        // A chunk that were closed meanwhile would be taken for folded with all that is in it.
        lock (_writing)
        {
            var encoded = Chunk.Encode(blocks);
            var last = memory.LastChunk;
            var small = encoded is [var only] && only.Length <= MaxBytes ? only.Length : int.MaxValue;
            if (_id >= 0 && _id == last && small <= MaxBytes - _bytes)
            {
                List<DeviceBlock> all = [.. _blocks, .. blocks];
                var grown = Chunk.Encode(all)[0];
                commit(engine => chunks.Upsert(engine, [LiteDbDocuments.Document(last, grown)]));
                (_blocks, _bytes) = (all, grown.Length);
                memory.Stored(last, blocks);
                return;
            }

            var added = encoded.Select((chunk, i) => LiteDbDocuments.Document(last + 1 + i, chunk)).ToList();
            commit(engine =>
            {
                if (added.Count > 0) chunks.Insert(engine, added);
            });
            if (added.Count == 0) return;
            last += added.Count;
            (_id, _blocks, _bytes) = small <= MaxBytes ? (last, blocks, small) : (-1, [], 0);
            memory.Stored(last, blocks);
        }
    }
}
