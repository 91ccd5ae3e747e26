using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Archive.Tables;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting.Logging;

namespace PlantOps.Gateway.Dashboard.Settings.Data;

/// <summary>A file that is to be imported.</summary>
/// <param name="Fields">How to read it.</param>
/// <param name="Create">Whether to make devices that are not there.</param>
/// <param name="Skip">Whether to leave out rows that cannot be understood.</param>
public sealed record ImportView(IReadOnlyList<FormField> Fields, bool Create, bool Skip)
{
    /// <summary>What finds the file that was sent; <c>null</c> where none was.</summary>
    public string? Held { get; init; }

    public string? FileName { get; init; }

    /// <summary>What its columns are to be, where it is a table.</summary>
    public IReadOnlyList<FormField> Columns { get; init; } = [];

    /// <summary>Where values go whose rows say themselves of what they are.</summary>
    public IReadOnlyList<SourceField> Sources { get; init; } = [];

    /// <summary>What would be stored, a line each.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public IReadOnlyList<ImportRow> Rows { get; init; } = [];

    /// <summary>Whether fields of how to read it are to be seen.</summary>
    public bool IsOpen => Columns.Count > 0 || Sources.Count > 0;
}

/// <summary>Where the values of a source go.</summary>
/// <param name="SourceName">The field that has its name.</param>
/// <param name="Source">Its name, as the file has it.</param>
/// <param name="Target">The field that says it.</param>
public sealed record SourceField(string SourceName, string Source, FormField Target);

/// <summary>What one metric of a device has.</summary>
/// <param name="Device">Whose it is, and where it goes.</param>
/// <param name="Metric">Which.</param>
/// <param name="Values">How many, and how many of them are doubted.</param>
/// <param name="Range">The least and the largest.</param>
/// <param name="Time">The first and the last.</param>
public sealed record ImportRow(string Device, string Metric, string Values, string Range, string Time);

/// <summary>Makes what is shown of an import.</summary>
internal static class ImportViews
{
    private const int MaxRows = 60;
    private const int MaxSources = 100;
    private const int MaxName = 80;

    /// <summary>As nobody has sent anything yet, or with what was typed.</summary>
    public static ImportView Of(IWords words, IReadOnlyList<Device> devices, IFormCollection? form = null)
    {
        string Typed(string name) => form?[name].ToString() ?? string.Empty;
        return new ImportView(
            [
                new FormField("device", words.ImportDevice, Typed("device"))
                {
                    Type = "select",
                    Choices =
                    [
                        new FormChoice(string.Empty, words.ImportAsTheFileSays),
                        .. devices.Select(device => new FormChoice(device.Id, device.Name)),
                    ],
                },
                new FormField("zone", words.ImportZone, Typed("zone")) { MaxLength = 64, Suggestions = ["Europe/Berlin", "UTC"] },
                new FormField("order", words.ImportDateOrder, Typed("order"))
                {
                    Type = "select",
                    Choices =
                    [
                        new FormChoice(string.Empty, "–"), new FormChoice(
                            "dmy", "31/12/2025"), new FormChoice("mdy", "12/31/2025"),
                    ],
                },
                new FormField("units", words.ImportUnits, Typed("units")) { Help = words.ImportUnitsHelp },
            ],
            Typed("create") == "true",
            Typed("skip") == "true");
    }

    /// <summary>With what came of looking at a file.</summary>
    public static ImportView With(ImportView view, IWords words, FileImportResult result)
    {
        var preview = result.Summary?.Preview;
        var sources = preview?.Sources ?? [];
        return view with
        {
            Columns = sources.Length > 0 ? [] : [.. Columns(words, result)],
            Sources = [.. sources.Take(MaxSources).Select(Source)],
            Lines = preview is null ? [] : [.. Lines(words, result.Summary!, preview)],
            Rows = preview is null ? [] : [.. preview.Devices.SelectMany(device => Rows(words, device)).Take(MaxRows)],
        };
    }

    private static SourceField Source(PreviewSource source, int number) => new(
        $"source{number}", source.Name, new FormField($"to{number}", Shown(source.Name), source.Target ?? source.Suggested));

    private static IEnumerable<FormField> Columns(IWords words, FileImportResult result)
    {
        var isBound = result.Columns.Any(column => column.Role is not null && column.Role != column.Guess);
        var taken = result.Columns.Select(column => column.Role).OfType<string>().ToHashSet();
        for (var i = 0; i < result.Columns.Count; i++)
        {
            var column = result.Columns[i];
            var role = column.Role ?? (!isBound && column.Guess is { } guess && taken.Add(guess) ? guess : string.Empty);
            yield return new FormField($"is{i}", Shown(column.Name.Length == 0 ? $"#{i + 1}" : column.Name), role)
            {
                Type = "select",
                Choices =
                [
                    new FormChoice(string.Empty, words.ImportLeftOut), .. ColumnRoles.All.Select(
                        known => new FormChoice(known, known)),
                ],
            };
        }
    }

    private static IEnumerable<string> Lines(IWords words, ImportSummary summary, ImportPreview preview)
    {
        yield return words.WouldBeImported(summary.New, summary.Existing);
        if (summary.Created.Length > 0) yield return words.WouldBeMade(string.Join(", ", summary.Created.Take(20)));
        if (summary.Doubted > 0) yield return words.WouldBeDoubted(summary.Doubted);
        foreach (var error in preview.Errors)
            yield return words.ImportError(error.Count, error.CostsRow, error.Reason, string.Join("; ", error.First));
        if (preview.Ignored.Length > 0) yield return words.ColumnsLeftOut(string.Join(", ", preview.Ignored.Select(Shown)));
    }

    private static IEnumerable<ImportRow> Rows(IWords words, PreviewDevice device)
    {
        var name = device.Target is null || device.Target == device.Id ? device.Id : $"{device.Id} → {device.Target}";
        var time = $"{words.Iso(device.First)} – {words.Iso(device.Last)}";
        return device.Metrics.Select(metric => new ImportRow(
            name,
            words.MetricName(metric.Metric),
            metric.Doubted == 0 ? words.Count(metric.Values) : words.ValuesDoubted(metric.Values, metric.Doubted),
            FormattableString.Invariant($"{metric.Min:0.##} – {metric.Max:0.##}"),
            time));
    }

    private static string Shown(string name) => SafeText.Of(name, MaxName);
}
