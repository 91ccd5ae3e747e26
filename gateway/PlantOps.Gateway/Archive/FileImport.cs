using PlantOps.Contracts;
using PlantOps.Gateway.Archive.Tables;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Imports a file that came whole, over the network: read twice, so that nothing is stored of a file that is wrong. Larger
/// ones are for the command line.
/// </summary>
internal sealed class FileImport(DeviceRegistry devices, ReadingImport import, TimeProvider time)
{
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>What a row group of Parquet may take: a small file can be a large one that was compressed.</summary>
    private const long MaxGroupBytes = 128 * 1024 * 1024;

    /// <summary>What came of it.</summary>
    /// <param name="file">The whole of it.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="steps">What to do.</param>
    /// <param name="cancellationToken">Breaks it off; what was stored stays.</param>
    public async Task<FileImportResult> RunAsync(
        MemoryStream file, ImportOptions options, ImportSteps steps, CancellationToken cancellationToken)
    {
        var found = new ImportFindings(NewContext(options));
        try
        {
            found.Note(await ReadAsync(file, found.Context, rows => Note(rows, found), cancellationToken));
            var problems = Problems(found, steps.SkipBad).ToList();
            if (problems.Count > 0 && !steps.DryRun) return new FileImportResult(null, problems, found.Context.Columns);
            var request = new ImportDevicesRequest
            {
                Devices = [.. found.Devices], Map = found.Context.DeviceMap, Create = steps.CreateDevices, DryRun = steps.DryRun,
            };
            var targets = new ImportDevices(devices).Find(request, out var errors);
            if (errors.Count > 0)
                return new FileImportResult(null, [.. errors.Values.SelectMany(lines => lines)], found.Context.Columns);
            var summary = new ImportSummary
            {
                Bad = found.Bad.Count, BadCells = found.Cells.Count, Doubted = found.Doubted, Created = targets.Created,
                Preview = steps.DryRun ? ImportPreview.Of(found, targets, problems.Concat(targets.Problems)) : null,
            };
            await ReadAsync(
                file, NewContext(options), rows =>
                    StoreAsync(rows, targets, summary, steps, cancellationToken), cancellationToken);
            return new FileImportResult(summary, [], found.Context.Columns);
        }
        catch (InvalidDataException exception)
        {
            return new FileImportResult(null, [exception.Message], found.Context.Columns);
        }
    }

    private ImportContext NewContext(ImportOptions options) =>
        new(options, time.GetUtcNow().ToUnixTimeMilliseconds() + Limits.MaxClockAhead);

    private static Task<ImportFormat> ReadAsync(
        MemoryStream file, ImportContext context, Func<ArchiveRows, ValueTask> take, CancellationToken cancellationToken)
    {
        var content = new MemoryStream(file.GetBuffer(), 0, (int)file.Length, writable: false);
        return ImportPass.RunAsync(content, context, MaxGroupBytes, (rows, _) => take(rows), cancellationToken);
    }

    private static ValueTask Note(ArchiveRows rows, ImportFindings found)
    {
        found.Note(rows);
        return ValueTask.CompletedTask;
    }

    // Where not every bad row is named, how many there are of each kind.
    private static IEnumerable<string> Problems(ImportFindings found, bool skipBad)
    {
        foreach (var line in found.Unmapped()) yield return line;
        if (found.Bad.Count == 0 || skipBad) yield break;
        foreach (var row in found.Bad) yield return $"{row.Place}: {row.Reason}";
        if (found.Bad.Count <= BadRows.MaxNamed) yield break;
        foreach (var (reason, count, first) in found.Bad.ByReason)
            yield return $"{count:N0} × {reason} ({string.Join(", ", first)})";
    }

    private async ValueTask StoreAsync(
        ArchiveRows rows, ImportTargets targets, ImportSummary summary, ImportSteps steps, CancellationToken cancellationToken)
    {
        // In a dry run devices that would be made are not there yet.
        var placed = rows.Good.Where(row => targets.Targets.ContainsKey(row.Device.Id)).ToList();
        summary.New += rows.Good.Count - placed.Count;
        var batch = placed.GroupBy(row => StreamOf(targets.Targets[row.Device.Id]))
            .Select(of => new DeviceReadings(of.Key, [.. of.Select(row => row.Reading)]))
            .ToList();
        var result = steps.DryRun ? import.Compare(batch) : await import.StoreAsync(batch, cancellationToken);
        summary.New += result.New;
        summary.Existing += result.Existing;
        summary.Clashing += result.Clashing;
    }

    private StreamId StreamOf(string target)
    {
        var (id, channel) = ArchiveIds.Split(target);
        return StreamId.Of(devices.Find(id)!.Number, channel);
    }
}

/// <summary>What to do with what an import has.</summary>
/// <param name="CreateDevices">Whether to make devices that are not there.</param>
/// <param name="SkipBad">Whether to leave out rows that cannot be understood.</param>
/// <param name="DryRun">Whether only to say what would be done.</param>
internal readonly record struct ImportSteps(bool CreateDevices, bool SkipBad, bool DryRun);

/// <summary>What came of a file.</summary>
/// <param name="Summary">What was stored; <see langword="null"/> where nothing was.</param>
/// <param name="Problems">What is wrong with it, a line each.</param>
/// <param name="Columns">What columns it has, where it is a table.</param>
internal sealed record FileImportResult(
    ImportSummary? Summary, IReadOnlyList<string> Problems, IReadOnlyList<TableColumn> Columns);
