using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>
/// Removes what one day of one device has in a range, in one transaction. Call with folding held off: a bucket that
/// changes in between would lose what came into it.
/// </summary>
internal sealed partial class DayRemoval(LiteDbFile file, BucketCollection buckets, RollupCollections rollups, ILogger logger)
{
    /// <summary><see langword="false"/> where there is nothing to remove.</summary>
    /// <exception cref="CorruptBucketException">What the day came to is damaged, and only a part of it is to go.</exception>
    public bool Remove(BucketKey day, TimeRange range)
    {
        if (!range.Covers(new TimeRange(day.Start, day.Start + BucketKey.MillisecondsPerDay))) return RemovePart(day, range);
        RemoveWhole(day);
        return true;
    }

    // Without a look at it: what is damaged goes too.
    private void RemoveWhole(BucketKey day)
    {
        file.CommitInBackground(engine =>
        {
            Replace(engine, day, [], []);
            buckets.DeleteDamaged(engine, day);
            Put(engine, day, null);
            rollups.Unrolled.Unmark(engine, day);
        });
        rollups.Unrolled.Unmarked(day);
    }

    private bool RemovePart(BucketKey day, TimeRange range)
    {
        var gone = rollups.Hours.Find(day) is { RawGone: true } hours ? new GoneDay(hours, rollups.Quarters.Find(day)) : null;
        var left = gone?.Without(range);
        var (found, damaged) = buckets.OfDay(day.Stream, day.Start, day.Start);
        if (damaged.Count > 0) Log.DamagedStays(logger, day.Stream.Number, DateTimeOffset.FromUnixTimeMilliseconds(day.Start));
        var readings = found.SelectMany(bucket => bucket.Readings).ToList();
        var kept = readings.FindAll(reading => !range.Contains(reading.Time));
        if (kept.Count < readings.Count) Commit(day, left, kept, damaged);
        else if (left != gone) file.CommitInBackground(engine => Put(engine, day, left));
        else return false;
        return true;
    }

    private void Commit(BucketKey day, GoneDay? gone, List<Reading> kept, List<BsonDocument> damaged)
    {
        var isEmpty = kept.Count == 0;
        List<BsonDocument> blocks = isEmpty
            ? []
            : Bucket.Merge(day.Stream, [], kept).ConvertAll(bucket => LiteDbDocuments.Document(bucket.Key.Id, bucket.Encode()));
        var marks = isEmpty ? [] : rollups.Unrolled.New([day]);
        file.CommitInBackground(engine =>
        {
            Replace(engine, day, blocks, damaged);
            Put(engine, day, gone);
            rollups.Unrolled.Mark(engine, marks);
            if (isEmpty) rollups.Unrolled.Unmark(engine, day);
        });
        rollups.Unrolled.Marked(marks);
        if (isEmpty) rollups.Unrolled.Unmarked(day);
    }

    private void Replace(ILiteEngine engine, BucketKey day, List<BsonDocument> blocks, List<BsonDocument> damaged)
    {
        buckets.DeleteDay(engine, day);
        buckets.Put(engine, blocks, damaged);
    }

    private void Put(ILiteEngine engine, BucketKey day, GoneDay? gone)
    {
        if (gone is null) rollups.Hours.Delete(engine, day);
        else rollups.Hours.Put(engine, day, gone.Hours.Encode());
        if (gone?.Quarters is not { } quarters) rollups.Quarters.Delete(engine, day);
        else rollups.Quarters.Put(engine, day, quarters.Encode());
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2038, Level = LogLevel.Error,
            Message = "Damaged readings of device {Device} stay, because only a part of {Day:yyyy-MM-dd} was to be removed")]
        public static partial void DamagedStays(ILogger logger, int device, DateTimeOffset day);
    }
}
