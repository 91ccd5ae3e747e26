using System.Runtime.ExceptionServices;
using LiteDB;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Rollups;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// Folds chunks into buckets: one transaction a device, prepared outside of it, then the chunks go. Each step leaves
/// every reading readable; a device's identities say up to which chunk its readings are in buckets already.
/// </summary>
internal sealed class ReadingFolder(
    LiteDbFile file, ReadingMemory memory, BucketCollection buckets, ChunkCollection chunks, IdentityCollection identities,
    UnrolledDays unrolled)
{
    private readonly Lock _folding = new();

    /// <summary>Chunks on disk that were not folded.</summary>
    public long Pending => memory.LastChunk - chunks.First + 1;

    /// <summary>Readings in them.</summary>
    public int UnfoldedReadings => memory.Unfolded;

    /// <exception cref="StoreUnavailableException">It could not be finished; it goes on from there next time.</exception>
    public void Fold() => FoldUntilStopped(CancellationToken.None);

    /// <exception cref="StoreUnavailableException">It could not be finished; it goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; it goes on from there next time.</exception>
    public void FoldUntilStopped(CancellationToken stopping)
    {
        lock (_folding)
        {
            var last = chunks.Open.Close(memory);
            Exception? failure = null;
            foreach (var stream in memory.Streams)
            {
                stopping.ThrowIfCancellationRequested();
                try
                {
                    if (memory.Through(stream, last) is { Count: > 0 } readings) Fold(stream, readings, last);
                }
                catch (Exception exception) when (exception is not StoreUnavailableException)
                {
                    // The other devices go on; the chunks stay, because what this one has is nowhere else.
                    failure ??= exception;
                }
            }

            if (failure is not null) ExceptionDispatchInfo.Throw(failure);
            chunks.DeleteThrough(last);
        }
    }

    /// <summary>Folds what there is of some devices. Their chunks stay until all are folded.</summary>
    /// <exception cref="StoreUnavailableException">It could not be finished.</exception>
    public void Fold(IEnumerable<StreamId> streams)
    {
        lock (_folding)
        {
            var last = chunks.Open.Close(memory);
            foreach (var stream in streams)
            {
                try
                {
                    if (memory.Through(stream, last) is { Count: > 0 } readings) Fold(stream, readings, last);
                }
                catch (Exception exception) when (exception is not StoreUnavailableException)
                {
                    // The others' readings do not wait for it: folding all of them finds it as well, and says so.
                }
            }
        }
    }

    /// <summary>Runs work during which no bucket changes.</summary>
    public void HoldOff(Action work)
    {
        lock (_folding) work();
    }

    private void Fold(StreamId stream, List<Reading> readings, long last)
    {
        var changed = new List<BsonDocument>();
        var damaged = new List<BsonDocument>();
        var days = new List<BucketKey>();
        foreach (var day in readings.GroupBy(reading => BucketKey.DayStart(reading.Time)))
        {
            days.Add(BucketKey.OfDay(stream, day.Key));
            var existing = buckets.OfDay(stream, day.Key, day.Min(reading => reading.Time));
            damaged.AddRange(existing.Damaged);
            foreach (var bucket in Bucket.Merge(stream, existing.Buckets, [.. day]))
                changed.Add(LiteDbDocuments.Document(bucket.Key.Id, bucket.Encode()));
        }

        var index = memory.EncodeIdentities(stream, last);
        var marks = unrolled.New(days);
        file.CommitInBackground(engine =>
        {
            buckets.Put(engine, changed, damaged);
            identities.Put(engine, stream, index);
            unrolled.Mark(engine, marks);
        });
        unrolled.Marked(marks);
        memory.Folded(stream, last);
    }
}
