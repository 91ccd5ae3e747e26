using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Reads every file twice: once to find what is wrong and whose readings there are, before anything is stored, and once
/// to store them. It can be stopped at any time and run again.
/// </summary>
internal sealed class ImportRun(
    LocalGateway gateway, IReadOnlyList<string> files, ImportOptions options, ProgressLine progress, TextWriter errors)
{
    private readonly ImportFindings _found = new(NewContext(options));
    private readonly Dictionary<string, List<Reading>> _batch = [];
    private ImportTargets _targets = new() { Targets = [], Created = [] };
    private ImportSteps _steps;
    private long _rows;
    private int _batched;

    /// <summary>Once something may have been stored, or of a dry run.</summary>
    public ImportSummary? Summary { get; private set; }

    /// <returns>Whether everything is stored, or would be; if not, why was said.</returns>
    public async Task<bool> RunAsync(ImportSteps steps, CancellationToken cancellationToken)
    {
        _steps = steps;
        try
        {
            foreach (var file in files) _found.Note(await ReadAsync(file, _found.Context, "checked", Note, cancellationToken));
            var isGood = SayWhatIsWrong();
            if (!isGood && !steps.DryRun) return false;
            if (!await FindDevicesAsync(cancellationToken)) return false;
            var (context, done) = (NewContext(options), steps.DryRun ? "compared" : "stored");
            foreach (var file in files)
                await ReadAsync(file, context, done, (_, rows) => TakeAsync(rows, cancellationToken), cancellationToken);
            await StoreAsync(cancellationToken);
            progress.Clear();
            return isGood && Summary!.Clashing == 0 && _targets.Problems.Length == 0;
        }
        catch (OperationCanceledException)
        {
            return Refuse($"Stopped. {GoOn}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refuse(exception.Message + (Summary is null ? " Nothing was stored." : $" {GoOn}"));
        }
    }

    private string GoOn => Summary is null || _steps.DryRun
        ? "Nothing was stored."
        : "What was stored stays; run it again to go on.";

    private static ImportContext NewContext(ImportOptions options) =>
        new(options, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + Limits.MaxClockAhead);

    private async Task<ImportFormat> ReadAsync(
        string file, ImportContext context, string done, Func<string, ArchiveRows, ValueTask> take,
        CancellationToken cancellationToken)
    {
        var start = _rows;
        var stream = new FileStream(file,
            new FileStreamOptions { Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        try
        {
            return await ImportPass.RunAsync(stream, context, long.MaxValue, TakeAsync, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }

        async ValueTask TakeAsync(ArchiveRows rows, double far)
        {
            _rows += rows.Good.Count;
            await take(file, rows);
            progress.Show(seconds => $"{file}: {far:P0} {done}, {_rows - start:N0} readings, {_rows / seconds:N0}/s");
        }
    }

    private ValueTask Note(string file, ArchiveRows rows)
    {
        if (rows.Bad.Count > 0) progress.Clear();
        foreach (var bad in rows.Bad.Take(BadRows.MaxNamed - _found.Bad.Named))
            errors.WriteLine($"{file}, {bad.Place}: {bad.Reason}");
        _found.Note(rows);
        return ValueTask.CompletedTask;
    }

    private bool SayWhatIsWrong()
    {
        progress.Clear();
        var (bad, cells) = (_found.Bad, _found.Cells);
        if (bad.Count > BadRows.MaxNamed) Say("… and more. All together:", bad);
        if (cells.Count > 0) Say($"{cells.Count:N0} values cannot be understood; the rest of their rows is kept:", cells);
        var unmapped = _found.Unmapped().ToList();
        foreach (var line in unmapped) errors.WriteLine(line);
        if (bad.Count > 0 && !_steps.SkipBad)
            return Refuse($"{bad.Count:N0} rows cannot be understood. Nothing was stored; --skip-bad leaves them out.");
        return unmapped.Count == 0 || Refuse("Nothing was stored.");
    }

    // Where not every one was named, how many there are of each kind.
    private void Say(string title, BadRows bad)
    {
        errors.WriteLine(title);
        foreach (var (reason, count, first) in bad.ByReason)
            errors.WriteLine($"{count,12:N0} × {reason} ({string.Join("; ", first)})");
    }

    private async Task<bool> FindDevicesAsync(CancellationToken cancellationToken)
    {
        var request = new ImportDevicesRequest
        {
            Devices = [.. _found.Devices], Map = _found.Context.DeviceMap, Create = _steps.CreateDevices, DryRun = _steps.DryRun,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(request, ArchiveJson.Default.ImportDevicesRequest);
        if (json.Length > ImportApi.MaxDevicesBytes) return Refuse($"{ArchiveDevices.TooMany} Nothing was stored.");
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await gateway.Post(ImportApi.DevicesPath, content, ArchiveJson.Default.ImportTargets, cancellationToken);
        if (answer.Value is not { } found) return Refuse($"{answer.Problem}\nNothing was stored.");
        _targets = found;
        _rows = 0;
        foreach (var problem in found.Problems) errors.WriteLine(problem);
        Summary = new ImportSummary
        {
            Bad = _found.Bad.Count, BadCells = _found.Cells.Count, Doubted = _found.Doubted, Created = found.Created,
            Preview = _steps.DryRun ? ImportPreview.Of(_found, found, Problems(found)) : null,
        };
        return true;
    }

    private IEnumerable<string> Problems(ImportTargets targets)
    {
        var bad = _found.Bad.Count > 0 && !_steps.SkipBad
            ? [$"{_found.Bad.Count:N0} rows cannot be understood."]
            : Array.Empty<string>();
        return [.. _found.Unmapped(), .. bad, .. targets.Problems];
    }

    private async ValueTask TakeAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        foreach (var (device, reading) in rows.Good)
        {
            if (!_targets.Targets.TryGetValue(device.Id, out var target))
            {
                if (!_steps.DryRun) throw new InvalidDataException($"The file changed: it has readings of '{device.Id}' now.");
                Summary!.New++;
                continue;
            }

            if (!_batch.TryGetValue(target, out var readings)) _batch.Add(target, readings = []);
            readings.Add(reading);
            if (++_batched == ImportBatch.MaxReadings) await StoreAsync(cancellationToken);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (_batched == 0) return;
        var content = new ByteArrayContent(ImportBatch.Write(_batch));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var path = _steps.DryRun ? ImportApi.ReadingsPath + ImportApi.DryRun : ImportApi.ReadingsPath;
        var answer = await gateway.Post(path, content, ArchiveJson.Default.ImportResult, cancellationToken);
        if (answer.Value is not { } result) throw new IOException(answer.Problem);
        Summary!.New += result.New;
        Summary.Existing += result.Existing;
        Summary.Clashing += result.Clashing;
        _batch.Clear();
        _batched = 0;
    }

    private bool Refuse(string problem)
    {
        progress.Clear();
        errors.WriteLine(problem);
        return false;
    }
}
