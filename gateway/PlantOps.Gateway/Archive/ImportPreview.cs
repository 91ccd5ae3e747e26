using System.ComponentModel;
using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Archive;

/// <summary>What an import would do.</summary>
internal sealed class ImportPreview
{
    /// <summary>Devices, and sources, that are listed.</summary>
    public const int MaxListed = 1_000;

    [Description("The kinds of the files, as --format names them.")]
    public required string[] Formats { get; init; }

    [Description("Why nothing would be stored; empty where it would be.")]
    public required string[] Problems { get; init; }

    [Description("What cannot be understood, by kind, the most frequent first.")]
    public required PreviewError[] Errors { get; init; }

    [Description("Whose readings there are: the first thousand.")]
    public required PreviewDevice[] Devices { get; init; }

    [Description("What rows have values of where they say it themselves, and where each goes: the first thousand.")]
    public required PreviewSource[] Sources { get; init; }

    [Description("Columns that are left out.")]
    public required string[] Ignored { get; init; }

    public static ImportPreview Of(ImportFindings found, ImportTargets targets, IEnumerable<string> problems) => new()
    {
        Formats = [.. found.Formats],
        Problems = [.. problems],
        Errors = [.. ErrorsOf(found.Bad, isCell: false), .. ErrorsOf(found.Cells, isCell: true)],
        Devices = [.. found.Tallies.Select(tally => PreviewDevice.Of(tally, targets))],
        Sources = [.. found.Context.Sources.All.Where(source => source.Values > 0).Take(MaxListed).Select(PreviewSource.Of)],
        Ignored = [.. found.Context.Ignored],
    };

    private static IEnumerable<PreviewError> ErrorsOf(BadRows bad, bool isCell) => bad.ByReason.Select(one => new PreviewError
    {
        Reason = one.Reason,
        Count = one.Count,
        CostsRow = !isCell,
        First = [.. one.First],
    });
}

/// <summary>What cannot be understood in the same way.</summary>
internal sealed class PreviewError
{
    public required string Reason { get; init; }

    public required long Count { get; init; }

    [Description("Whether the row is lost, not only the value.")]
    public required bool CostsRow { get; init; }

    [Description("The first of them.")]
    public required string[] First { get; init; }
}

/// <summary>What one device, or a further soil probe of it, has.</summary>
internal sealed class PreviewDevice
{
    public required string Id { get; init; }

    [Description("The device here that it goes to; null where there is none.")]
    public required string? Target { get; init; }

    [Description("Whether the device would be made.")]
    public required bool IsNew { get; init; }

    public required long Readings { get; init; }

    [Description("How many have a value that is doubted.")]
    public required long Doubted { get; init; }

    [Description("Unix milliseconds.")]
    public required long First { get; init; }

    [Description("Unix milliseconds.")]
    public required long Last { get; init; }

    public required PreviewMetric[] Metrics { get; init; }

    public static PreviewDevice Of(DeviceTally tally, ImportTargets targets)
    {
        var id = tally.Device.Id;
        var isNew = targets.Created.Contains(ArchiveIds.Split(id).Device);
        return new PreviewDevice
        {
            Id = id,
            Target = targets.Targets.GetValueOrDefault(id) ?? (isNew ? id : null),
            IsNew = isNew,
            Readings = tally.Readings,
            Doubted = tally.Doubted,
            First = tally.First,
            Last = tally.Last,
            Metrics =
            [
                .. tally.OfMetrics.Select(one => new PreviewMetric
                {
                    Metric = Contracts.Telemetry.Metrics.Name(one.Metric),
                    Values = one.Tally.Values,
                    Doubted = one.Tally.Doubted,
                    Min = one.Tally.Min,
                    Max = one.Tally.Max,
                }),
            ],
        };
    }
}

/// <summary>The values of one metric, in its unit.</summary>
internal sealed class PreviewMetric
{
    public required string Metric { get; init; }

    public required long Values { get; init; }

    public required long Doubted { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }
}

/// <summary>Something that rows have values of: an entity, a series.</summary>
internal sealed class PreviewSource
{
    public required string Name { get; init; }

    public required long Values { get; init; }

    [Description("The least value, as the file has it.")]
    public required double Min { get; init; }

    [Description("The largest value, as the file has it.")]
    public required double Max { get; init; }

    [Description("Where it goes, device/metric; null where it is left out.")]
    public required string? Target { get; init; }

    [Description("Where it would go most likely; null where nothing speaks for anything.")]
    public required string? Suggested { get; init; }

    public static PreviewSource Of(ImportSource source) => new()
    {
        Name = source.Name,
        Values = source.Values,
        Min = source.Min,
        Max = source.Max,
        Target = source.Target is { } target ? $"{ArchiveIds.Split(source.Device!.Id).Device}/{target.Name}" : null,
        Suggested = source.Suggested,
    };
}
