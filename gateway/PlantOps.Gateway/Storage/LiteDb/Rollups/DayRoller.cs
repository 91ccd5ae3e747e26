using System.Runtime.InteropServices;
using LiteDB.Engine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>
/// Rolls up one day of one device, and lets its raw readings go. Call with folding held off: a bucket that changes in
/// between would lose its mark.
/// </summary>
internal sealed class DayRoller(LiteDbFile file, BucketCollection buckets, RollupCollections rollups)
{
    /// <summary>Rolls the day up from what is in buckets and takes its mark away.</summary>
    /// <exception cref="CorruptBucketException">A block of it is damaged.</exception>
    public void Roll(BucketKey day)
    {
        var readings = buckets.Day(day);
        var hours = Roll(readings, RollupPeriod.Hour);
        if (rollups.Hours.Find(day) is not { RawGone: true } before)
        {
            var block = new RolledDay(RollupPeriod.Hour, RawGone: false, hours).Encode();
            Commit(day, engine => rollups.Hours.Put(engine, day, block));
            return;
        }

        // Late readings of a day whose others have gone are added to what these came to, and go too.
        var changed = (before with { Rollups = RollupSeries.Merge(before.Rollups, Lengthen(hours, before.Period)) }).Encode();
        var quarters = rollups.Quarters.Find(day) is { } some
            ? (some with { Rollups = RollupSeries.Merge(some.Rollups, Roll(readings, RollupPeriod.QuarterHour)) }).Encode()
            : null;
        Commit(day, engine =>
        {
            rollups.Hours.Put(engine, day, changed);
            if (quarters is not null) rollups.Quarters.Put(engine, day, quarters);
            buckets.DeleteDay(engine, day);
        });
    }

    /// <summary>Deletes the raw readings of a rolled day, which leaves its quarter hours and hours.</summary>
    public void DeleteRaw(BucketKey day)
    {
        var readings = buckets.Day(day);
        var quarters = new RolledDay(RollupPeriod.QuarterHour, RawGone: true, Roll(readings, RollupPeriod.QuarterHour)).Encode();
        var hours = new RolledDay(RollupPeriod.Hour, RawGone: true, Roll(readings, RollupPeriod.Hour)).Encode();
        file.CommitInBackground(engine =>
        {
            rollups.Quarters.Put(engine, day, quarters);
            rollups.Hours.Put(engine, day, hours);
            buckets.DeleteDay(engine, day);
        });
    }

    /// <summary>Deletes the hours of a day whose readings have gone, and leaves the day.</summary>
    public void DeleteHours(BucketKey day)
    {
        if (rollups.Hours.Find(day) is not { RawGone: true, Period: RollupPeriod.Hour } rolled) return;
        var whole = new RolledDay(RollupPeriod.Day, RawGone: true, Lengthen(rolled.Rollups, RollupPeriod.Day)).Encode();
        file.CommitInBackground(engine => rollups.Hours.Put(engine, day, whole));
    }

    private void Commit(BucketKey day, Action<ILiteEngine> work)
    {
        file.CommitInBackground(engine =>
        {
            work(engine);
            rollups.Unrolled.Unmark(engine, day);
        });
        rollups.Unrolled.Unmarked(day);
    }

    private static List<Rollup> Roll(List<Reading> readings, RollupPeriod period)
    {
        var rolled = new List<Rollup>();
        RollupSeries.Add(CollectionsMarshal.AsSpan(readings), period.Length(), rolled);
        return rolled;
    }

    private static List<Rollup> Lengthen(List<Rollup> rollups, RollupPeriod period)
    {
        var longer = new List<Rollup>();
        RollupSeries.Add(CollectionsMarshal.AsSpan(rollups), period.Length(), longer);
        return longer;
    }
}

/// <summary>
/// What is kept of rollups: hours of every rolled day; quarter hours only where they cannot be made of readings any more.
/// </summary>
internal sealed class RollupCollections(LiteDbFile file)
{
    public UnrolledDays Unrolled { get; } = new(file);

    public RolledDayCollection Hours { get; } = new(file, "rolled_hours");

    public RolledDayCollection Quarters { get; } = new(file, "rolled_quarter_hours");
}
