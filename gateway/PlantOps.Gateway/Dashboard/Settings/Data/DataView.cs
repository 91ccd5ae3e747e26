using System.Globalization;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Dashboard.Settings.Data;

/// <summary>What is stored.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Figures">How much, and for how long there is room.</param>
/// <param name="Tiers">What history consists of.</param>
/// <param name="Keep">For how many days each is kept.</param>
/// <param name="Problems">What is wrong with those.</param>
/// <param name="Export">What can be taken out.</param>
public sealed record DataView(
    Shell Shell,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<TierRow> Tiers,
    IReadOnlyList<FormField> Keep,
    FormProblems Problems,
    IReadOnlyList<FormField> Export)
{
    /// <summary>What has just been done.</summary>
    public string? Done { get; init; }

    /// <summary>What would go; <c>null</c> where nobody has asked.</summary>
    public RetentionEffect? Effect { get; init; }

    /// <summary>The file that is to come in, and what is known of it.</summary>
    public required ImportView Import { get; init; }

    /// <summary>What is wrong with a file that came; in English.</summary>
    public IReadOnlyList<string> ImportProblems { get; init; } = [];
}

/// <summary>A figure and what it is of.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">With its unit.</param>
public sealed record Figure(string Name, string Value);

/// <summary>One tier of history.</summary>
/// <param name="Name">How fine it is.</param>
/// <param name="Rows">How many readings or periods.</param>
/// <param name="Size">What they take.</param>
/// <param name="Since">Its first day.</param>
public sealed record TierRow(string Name, string Rows, string Size, string Since);

/// <summary>What would go.</summary>
/// <param name="Seen">The numbers that it is of; sent back, it says that somebody has seen it.</param>
/// <param name="Lines">A line a tier.</param>
public sealed record RetentionEffect(string Seen, IReadOnlyList<string> Lines);

/// <summary>Makes what is shown of the store.</summary>
internal sealed class DataViews(StoreStatistics statistics, DeviceRegistry devices)
{
    private const int DaysOfAYear = 365;

    public DataView Of(Shell shell, IReadOnlyList<string>? typed = null, Dictionary<string, string[]>? errors = null) =>
        Of(shell, statistics.Read(), devices.All, typed, errors);

    public static RetentionEffect EffectOf(IWords words, RetentionDays days, TierEffect[] effect) => new(
        StoreApi.TextOf(days),
        [
            .. effect.Where(tier => tier.Days > 0)
                .Select(tier => words.WouldGo(words.Tier(tier.Tier), tier.Days, words.Count(tier.Rows))),
        ]);

    public static DataView Of(
        Shell shell, StoreView store, IReadOnlyList<Device> devices, IReadOnlyList<string>? typed,
        Dictionary<string, string[]>? errors)
    {
        var words = shell.Words;
        var figures = new List<Figure>
        {
            new(words.OnDisk, words.Size(store.Bytes)),
            new(words.BytesADay, words.Size(store.BytesADay)),
        };
        if (store.DiskFreeBytes is { } free) figures.Add(new Figure(words.DiskFree, words.Size(free)));
        if (store.FullInDays is { } days) figures.Add(new Figure(words.RoomFor, words.Years(days / DaysOfAYear)));
        var keep = RetentionDays.Names.Select((name, i) => new FormField(
            name,
            words.KeepTier(store.Tiers[i].Tier),
            typed?[i] ?? store.Tiers[i].KeptDays.ToString(CultureInfo.InvariantCulture),
            errors?.GetValueOrDefault(name) is [var problem, ..] ? words.RetentionProblem(problem) : null)
        {
            Type = "number", Min = "0", Step = "1", IsRequired = true,
        }).ToList();
        return new DataView(
            shell,
            figures,
            [
                .. store.Tiers.Where(tier => tier.Rows > 0).Select(tier => new TierRow(
                    words.Tier(tier.Tier), words.Count(tier.Rows), words.Size(tier.Bytes),
                    tier.Oldest is { } oldest ? words.Day(oldest) : "–")),
            ],
            keep,
            FormField.ProblemsOf(words, keep),
            [
                new FormField("device", words.OfWhichDevice, string.Empty)
                {
                    Type = "select",
                    Choices =
                    [
                        new FormChoice(string.Empty, words.AllDevices),
                        .. devices.Select(device => new FormChoice(device.Id, device.Name)),
                    ],
                },
                new FormField("from", words.FromDay) { Type = "date" },
                new FormField("to", words.ToDay) { Type = "date" },
                new FormField("format", words.FileFormat, "csv")
                {
                    Type = "select", Choices = [new FormChoice("csv", "CSV"), new FormChoice("parquet", "Parquet")],
                },
            ])
        {
            Import = ImportViews.Of(words, devices),
        };
    }
}
