using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Archive;

/// <summary>What is asked for, checked. Times are Unix milliseconds; from ≤ time &lt; to.</summary>
internal sealed record ExportQuery(IReadOnlyList<Device> Devices, long From, long To, ArchiveFormat Format)
{
    /// <summary>Which soil channels, each with its time within that; all of the devices by default.</summary>
    public IReadOnlyList<ExportPart> Parts { get; init; } =
        [.. Devices.SelectMany(
            device => StreamId.AllOf(device.Number).Select(stream => new ExportPart(device, stream, From, To)))];

    /// <summary>
    /// Reads the parameters; where one is wrong, <paramref name="errors"/> names each and the result is of no use.
    /// </summary>
    public static ExportQuery Parse(ExportParameters given, DeviceRegistry registry, out Dictionary<string, string[]> errors)
    {
        var found = new Dictionary<string, string[]>();
        var from = TimeOf("from", given.From, long.MinValue);
        var to = TimeOf("to", given.To, long.MaxValue);
        if (found.Count == 0 && from > to) found["from"] = ["It is later than 'to'."];
        var format = string.IsNullOrEmpty(given.Format) ? ArchiveFormat.Csv : ArchiveFormats.Parse(given.Format);
        if (format is null) found["format"] = [$"One of: {string.Join(", ", ArchiveFormats.Names)}."];
        var ids = given.Device ?? [];
        var unknown = ids.Where(id => registry.Find(id) is null).ToList();
        if (unknown.Count > 0) found["device"] = [.. unknown.Select(id => $"There is no device '{id}'.")];
        errors = found;
        if (found.Count > 0) return new ExportQuery([], from, to, ArchiveFormat.Csv);
        return new ExportQuery(
            ids.Length == 0 ? registry.All : [.. ids.Distinct().Select(id => registry.Find(id)!)], from, to, format!.Value);

        long TimeOf(string name, string? text, long fallback)
        {
            if (string.IsNullOrEmpty(text)) return fallback;
            if (RequestTime.Parse(text) is { } time) return time;
            found[name] = [RequestTime.Refusal(text)];
            return fallback;
        }
    }
}

/// <summary>What one soil channel of a device measured in a time.</summary>
internal sealed record ExportPart(Device Device, StreamId Stream, long From, long To);

/// <summary>The parameters as they came.</summary>
internal sealed class ExportParameters
{
    /// <summary>A device's id, once for each; all devices by default.</summary>
    [FromQuery(Name = "device")]
    public string[]? Device { get; init; }

    /// <summary>First time, Unix ms or ISO 8601 with offset; everything by default.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Time before which to stop, Unix ms or ISO 8601 with offset; everything by default.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary><c>csv</c> (by default) or <c>parquet</c>.</summary>
    [FromQuery(Name = "format")]
    public string? Format { get; init; }
}
