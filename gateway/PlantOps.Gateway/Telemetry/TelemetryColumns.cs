using System.Runtime.InteropServices;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Writes readings as columns, straight into the answer: a year of a device is megabytes of numbers, and an object
/// for each would be many times that.
/// </summary>
internal sealed class TelemetryColumns(string deviceId, TelemetryQuery query, List<Reading> readings)
{
    /// <summary>How much may wait unsent. Small enough for a Raspberry Pi, large enough not to flush at every number.</summary>
    private const int FlushBytes = 64 * 1024;

    private delegate void WriteField(Utf8JsonWriter json, in Reading reading);

    public async Task WriteTo(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("device_id", deviceId);
        json.WriteString("resolution", TelemetryQuery.Raw);
        await Column(json, response, "t", static (json, in reading) => json.WriteNumberValue(reading.Time), cancellationToken);
        await Column(json, response, "boot", static (json, in reading) => Identity(json, reading.Boot), cancellationToken);
        await Column(json, response, "seq", static (json, in reading) => Identity(json, reading.Sequence), cancellationToken);
        json.WriteStartObject("metrics");
        foreach (var metric in query.Metrics)
        {
            await Column(json, response, Metrics.Name(metric), (json, in reading) => DecimalWriter.Write(json, reading.Values[metric]), cancellationToken);
        }

        json.WriteEndObject();
        json.WriteStartObject("quality");
        foreach (var metric in query.Metrics.Where(HasDoubts))
        {
            await Column(
                json, response, Metrics.Name(metric), (json, in reading) => json.WriteStringValue(Qualities.Name(reading.Qualities[metric])), cancellationToken);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private bool HasDoubts(Metric metric) => readings.Any(reading => reading.Qualities[metric] != Quality.Ok);

    private async Task Column(
        Utf8JsonWriter json, HttpResponse response, string name, WriteField write, CancellationToken cancellationToken)
    {
        json.WriteStartArray(name);
        for (var next = 0; next < readings.Count;)
        {
            next = WriteSome(json, next, write);
            if (json.BytesPending < FlushBytes) continue;
            json.Flush();
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
    }

    // The index of the first reading that is not written yet.
    private int WriteSome(Utf8JsonWriter json, int next, WriteField write)
    {
        var all = CollectionsMarshal.AsSpan(readings);
        while (next < all.Length && json.BytesPending < FlushBytes) write(json, all[next++]);
        return next;
    }

    private static void Identity(Utf8JsonWriter json, long value)
    {
        if (value < 0) json.WriteNullValue();
        else json.WriteNumberValue(value);
    }
}
