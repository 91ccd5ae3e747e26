using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Upgrades;

/// <summary>Every version of the file since the first, in order.</summary>
internal static class UpgradeSteps
{
    private const int MarkedAtOnce = 256;

    public static readonly IReadOnlyList<UpgradeStep> All = [new UpgradeStep(2, "have every day rolled up", MarkEveryDay)];

    private static void MarkEveryDay(LiteDbFile file)
    {
        var unrolled = new UnrolledDays(file);
        var buckets = new LiteDbDocuments("buckets");
        var days = file.Read(engine => buckets.Ids(engine, 0, long.MaxValue))
            .ConvertAll(id => new BucketKey(id))
            .ConvertAll(bucket => BucketKey.OfDay(bucket.Stream, bucket.Start));
        foreach (var some in days.Distinct().Chunk(MarkedAtOnce)) file.Commit(engine => unrolled.Mark(engine, some));
    }
}

/// <summary>
/// What brings a database from the version before to this one. May be cut off anywhere, and is then run again from the start.
/// </summary>
internal sealed record UpgradeStep(int Version, string Name, Action<LiteDbFile> Run);
