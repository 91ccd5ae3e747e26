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
internal sealed class ImportRun(LocalGateway gateway, IReadOnlyList<ImportFile> files, ProgressLine progress, TextWriter errors)
{
    private readonly Dictionary<string, ArchiveDevice> _devices = [];
    private readonly Dictionary<string, List<Reading>> _batch = [];
    private readonly long _latest = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + Limits.MaxClockAhead;
    private Dictionary<string, string> _targets = [];
    private long _rows;
    private readonly BadRows _bad = new();
    private int _batched;

    /// <summary>Once something may have been stored.</summary>
    public ImportSummary? Summary { get; private set; }

    /// <returns>Whether everything is stored; if not, why was said.</returns>
    public async Task<bool> RunAsync(bool skipBad, Dictionary<string, string> map, bool create, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in files) await ReadAsync(file, "checked", Note, cancellationToken);
            SayWhatIsBad();
            if (_bad.Count > 0 && !skipBad)
                return Refuse($"{_bad.Count:N0} rows cannot be understood. Nothing was stored; --skip-bad leaves them out.");
            if (!await FindDevicesAsync(map, create, cancellationToken)) return false;
            foreach (var file in files) await ReadAsync(file, "stored", TakeAsync, cancellationToken);
            await StoreAsync(cancellationToken);
            return Summary!.Clashing == 0;
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

    private string GoOn => Summary is null ? "Nothing was stored." : "What was stored stays; run it again to go on.";

    private async Task ReadAsync(ImportFile file, string done, Func<ImportFile, ArchiveRows, CancellationToken, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = _rows;
        var stream = new FileStream(file.Path, new FileStreamOptions { Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        await using var reader = ArchiveFormats.Reader(file.Format, stream, _latest);
        var rows = new ArchiveRows();
        try
        {
            while (await reader.ReadAsync(rows, cancellationToken))
            {
                _rows += rows.Good.Count;
                await take(file, rows, cancellationToken);
                progress.Show(seconds => $"{file.Path}: {reader.Progress:P0} {done}, {_rows - start:N0} readings, {_rows / seconds:N0}/s");
                rows.Clear();
            }
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{file.Path}: {exception.Message}", exception);
        }
    }

    private ValueTask Note(ImportFile file, ArchiveRows rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows.Good) _devices.TryAdd(row.Device.Id, row.Device);
        if (_devices.Count > ArchiveDevices.MaxDevices) throw new InvalidDataException(ArchiveDevices.TooMany);
        if (rows.Bad.Count > 0) progress.Clear();
        foreach (var bad in rows.Bad.Take(BadRows.MaxNamed - _bad.Named))
            errors.WriteLine($"{file.Path}, {bad.Place}: {bad.Reason}");
        _bad.Add(rows.Bad);
        return ValueTask.CompletedTask;
    }

    // Where not every one was named, how many there are of each kind.
    private void SayWhatIsBad()
    {
        if (_bad.Count <= BadRows.MaxNamed) return;
        progress.Clear();
        errors.WriteLine("… and more. All together:");
        foreach (var (reason, count) in _bad.ByReason) errors.WriteLine($"{count,12:N0} × {reason}");
    }

    private async Task<bool> FindDevicesAsync(Dictionary<string, string> map, bool create, CancellationToken cancellationToken)
    {
        var request = new ImportDevicesRequest { Devices = [.. _devices.Values], Map = map, Create = create };
        var json = JsonSerializer.SerializeToUtf8Bytes(request, ArchiveJson.Default.ImportDevicesRequest);
        if (json.Length > ImportApi.MaxDevicesBytes) return Refuse($"{ArchiveDevices.TooMany} Nothing was stored.");
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await gateway.Post(ImportApi.DevicesPath, content, ArchiveJson.Default.ImportTargets, cancellationToken);
        if (answer.Value is not { } found) return Refuse($"{answer.Problem}\nNothing was stored.");
        _targets = found.Targets;
        _rows = 0;
        Summary = new ImportSummary { Bad = _bad.Count, Created = found.Created };
        return true;
    }

    private async ValueTask TakeAsync(ImportFile file, ArchiveRows rows, CancellationToken cancellationToken)
    {
        foreach (var (device, reading) in rows.Good)
        {
            if (!_targets.TryGetValue(device.Id, out var target)) throw new InvalidDataException($"The file changed: it has readings of '{device.Id}' now.");
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
        var answer = await gateway.Post(ImportApi.ReadingsPath, content, ArchiveJson.Default.ImportResult, cancellationToken);
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
