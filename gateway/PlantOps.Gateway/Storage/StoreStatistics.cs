using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage;

/// <summary>What there is in the store, and what of it goes next.</summary>
internal sealed class StoreStatistics(
    IStore store, IRetentionStore retention, IOptions<StoreOptions> options, RetentionPolicy policy, DataDirectory directory,
    TimeProvider time)
{
    private const long Day = 24L * 60 * 60 * 1000;

    public StoreView Read()
    {
        policy.Refresh();
        var contents = retention.Contents();
        var aDay = BytesADay(contents);
        var free = options.Value.Provider!.IsServer ? (long?)null : new DriveInfo(directory.Path).AvailableFreeSpace;
        return new StoreView
        {
            DiskFreeBytes = free,
            BytesADay = aDay,
            FullInDays = free is { } room && aDay > 0 ? room / aDay : null,
            Provider = options.Value.Provider!.Name,
            Place = store.Place,
            Bytes = store.Size(),
            Devices = contents.Select(content => content.Stream.Device).Distinct().Count(),
            Tiers = [
                .. Tiers.All.Select(
                    tier => View(tier, [.. contents.Where(content => content.Tier == tier && content.Days.Count > 0)]))],
        };
    }

    /// <summary>For how long history is kept.</summary>
    public RetentionDays Kept()
    {
        policy.Refresh();
        return policy.Now;
    }

    /// <summary>What is older than it would be kept. Readings and periods are counted as if each day had as many.</summary>
    public TierEffect[] EffectOf(RetentionDays days)
    {
        var contents = retention.Contents();
        return [.. Tiers.All.Select(tier => EffectOf(tier, days.DaysOf(tier),
            [.. contents.Where(content => content.Tier == tier)]))];
    }

    private TierEffect EffectOf(Tier tier, int days, IReadOnlyList<TierContent> contents)
    {
        var endedBy = days == 0 ? long.MinValue : time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
        var gone = contents.Select(content => (Content: content, Days: content.Days.Count(day => day + Day <= endedBy))).ToList();
        return new TierEffect
        {
            Tier = Tiers.Name(tier),
            Days = gone.Sum(of => of.Days),
            Rows = gone.Where(of => of.Days > 0).Sum(of => of.Content.Rows * of.Days / of.Content.Days.Count),
        };
    }

    // Of each tier what its days take on average: a day in which a device was off counts as one that it measured.
    private static long BytesADay(IReadOnlyList<TierContent> contents) => contents
        .GroupBy(content => content.Tier)
        .Select(tier => (Bytes: tier.Sum(content => content.Bytes),
            Days: tier.SelectMany(content => content.Days).Distinct().Count()))
        .Where(tier => tier.Days > 0)
        .Sum(tier => tier.Bytes / tier.Days);

    private TierView View(Tier tier, List<TierContent> contents)
    {
        var days = policy.Now.DaysOf(tier);
        var endedBy = time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
        long? oldest = contents.Count == 0 ? null : contents.Min(content => content.Days[0]);
        return new TierView
        {
            Tier = Tiers.Name(tier),
            KeptDays = days,
            Rows = contents.Sum(content => content.Rows),
            Bytes = contents.Sum(content => content.Bytes),
            Oldest = oldest,
            Newest = contents.Count == 0 ? null : contents.Max(content => content.Days[^1]),
            DueDays = days == 0 ? 0 : contents.Sum(content => content.Days.Count(day => day + Day <= endedBy)),
            NextAt = days == 0 || oldest is not { } first ? null : first + ((days + 1) * Day),
        };
    }
}

/// <summary>The store as a whole.</summary>
internal sealed class StoreView
{
    /// <summary><c>LiteDb</c> or <c>PostgreSql</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Which file or database.</summary>
    public required string Place { get; init; }

    /// <summary>What it takes on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes that the disk has left; <c>null</c> where the database is on another machine.</summary>
    public long? DiskFreeBytes { get; init; }

    /// <summary>Bytes that a day of history takes, on average and without the database's own overhead.</summary>
    public long BytesADay { get; init; }

    /// <summary>In how many days the disk is full, if nothing is let go of; <c>null</c> where that is not known.</summary>
    public long? FullInDays { get; init; }

    /// <summary>How many devices have history.</summary>
    public required int Devices { get; init; }

    public required TierView[] Tiers { get; init; }
}

/// <summary>One tier of history.</summary>
internal sealed class TierView
{
    /// <summary><c>raw</c>, <c>15m</c>, <c>1h</c> or <c>1d</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>How many days it is kept; 0 for ever.</summary>
    public required int KeptDays { get; init; }

    /// <summary>How many readings or periods.</summary>
    public required long Rows { get; init; }

    /// <summary>What they take, without the database's own overhead.</summary>
    public required long Bytes { get; init; }

    /// <summary>Start of its first day, Unix milliseconds UTC.</summary>
    public long? Oldest { get; init; }

    /// <summary>Start of its last day, Unix milliseconds UTC.</summary>
    public long? Newest { get; init; }

    /// <summary>How many days of devices are older than they are kept and go with the next run.</summary>
    public required int DueDays { get; init; }

    /// <summary>When the oldest day goes, Unix milliseconds UTC; none where it is kept for ever.</summary>
    public long? NextAt { get; init; }
}

/// <summary>What of a tier would go.</summary>
internal sealed class TierEffect
{
    /// <summary><c>raw</c>, <c>15m</c>, <c>1h</c> or <c>1d</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>How many days of devices.</summary>
    public required int Days { get; init; }

    /// <summary>About how many readings or periods.</summary>
    public required long Rows { get; init; }
}
