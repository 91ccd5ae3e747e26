using PlantOps.Contracts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Imports a CSV file that came whole, over the network: read twice, so that nothing is stored of a file that is wrong. Larger
/// ones are for the command line.
/// </summary>
internal sealed class FileImport(DeviceRegistry devices, ReadingImport import, TimeProvider time)
{
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>What came of it.</summary>
    /// <param name="file">The whole of it.</param>
    /// <param name="createDevices">Whether to make devices that are not there.</param>
    /// <param name="skipBad">Whether to leave out rows that cannot be understood.</param>
    /// <param name="cancellationToken">Breaks it off; what was stored stays.</param>
    public async Task<FileImportResult> RunAsync(
        MemoryStream file, bool createDevices, bool skipBad, CancellationToken cancellationToken)
    {
        try
        {
            var found = new Dictionary<string, ArchiveDevice>();
            var bad = new BadRows();
            await ReadAsync(file, rows => Note(rows, found, bad), cancellationToken);
            if (bad.Count > 0 && !skipBad) return FileImportResult.Refused([.. bad.Select(row => $"{row.Place}: {row.Reason}")]);
            var request = new ImportDevicesRequest { Devices = [.. found.Values], Map = [], Create = createDevices };
            var targets = new ImportDevices(devices).Find(request, out var errors);
            if (errors.Count > 0) return FileImportResult.Refused([.. errors.Values.SelectMany(lines => lines)]);
            var summary = new ImportSummary { Bad = bad.Count, Created = targets.Created };
            await ReadAsync(file, rows => StoreAsync(rows, targets.Targets, summary, cancellationToken), cancellationToken);
            return new FileImportResult(summary, []);
        }
        catch (InvalidDataException exception)
        {
            return FileImportResult.Refused([exception.Message]);
        }
    }

    private async Task ReadAsync(MemoryStream file, Func<ArchiveRows, Task> take, CancellationToken cancellationToken)
    {
        var latest = time.GetUtcNow().ToUnixTimeMilliseconds() + Limits.MaxClockAhead;
        var content = new MemoryStream(file.GetBuffer(), 0, (int)file.Length, writable: false);
        await using var reader = ArchiveFormats.Reader(ArchiveFormat.Csv, content, latest);
        var rows = new ArchiveRows();
        while (await reader.ReadAsync(rows, cancellationToken))
        {
            await take(rows);
            rows.Clear();
        }
    }

    private static Task Note(ArchiveRows rows, Dictionary<string, ArchiveDevice> found, BadRows bad)
    {
        foreach (var row in rows.Good) found.TryAdd(row.Device.Id, row.Device);
        bad.Add(rows.Bad);
        return Task.CompletedTask;
    }

    private async Task StoreAsync(
        ArchiveRows rows, Dictionary<string, string> targets, ImportSummary summary, CancellationToken cancellationToken)
    {
        var batch = rows.Good.GroupBy(row => StreamOf(targets[row.Device.Id]))
            .Select(of => new DeviceReadings(of.Key, [.. of.Select(row => row.Reading)]))
            .ToList();
        var result = await import.StoreAsync(batch, cancellationToken);
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

/// <summary>What came of a file.</summary>
/// <param name="Summary">What was stored; <see langword="null"/> where nothing was.</param>
/// <param name="Problems">What is wrong with it, a line each.</param>
internal sealed record FileImportResult(ImportSummary? Summary, IReadOnlyList<string> Problems)
{
    public static FileImportResult Refused(IReadOnlyList<string> problems) => new(null, problems);
}
