using Microsoft.Extensions.Options;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage;

/// <summary>What there is in the store, and what of it goes next.</summary>
internal sealed class StoreStatistics(
    IStore store, IRetentionStore retention, IOptions<StoreOptions> options, IOptions<RetentionOptions> kept, TimeProvider time)
{
    private const long Day = 24L * 60 * 60 * 1000;

    public StoreView Read()
    {
        var contents = retention.Contents();
        return new StoreView
        {
            Provider = options.Value.Provider!.Name,
            Place = store.Place,
            Bytes = store.Size(),
            Devices = contents.Select(content => content.Stream.Device).Distinct().Count(),
            Tiers = [.. Tiers.All.Select(tier => View(tier, [.. contents.Where(content => content.Tier == tier && content.Days.Count > 0)]))],
        };
    }

    private TierView View(Tier tier, List<TierContent> contents)
    {
        var days = kept.Value.DaysOf(tier);
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
