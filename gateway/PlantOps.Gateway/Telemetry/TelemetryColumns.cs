using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Writes readings as columns, straight into the answer: a year of a device is megabytes of numbers, and an object
/// for each would be many times that.
/// </summary>
internal sealed class TelemetryColumns(string deviceId, TelemetryQuery query, IReadOnlyList<Reading> readings)
{
    /// <summary>How much may wait unsent. Small enough for a Raspberry Pi, large enough not to flush at every number.</summary>
    private const int FlushBytes = 64 * 1024;

    public async Task WriteTo(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("device_id", deviceId);
        json.WriteString("resolution", TelemetryQuery.Raw);
        await Column(json, response, "t", static (json, reading) => json.WriteNumberValue(reading.Time), cancellationToken);
        await Column(json, response, "boot", static (json, reading) => Identity(json, reading.Boot), cancellationToken);
        await Column(json, response, "seq", static (json, reading) => Identity(json, reading.Sequence), cancellationToken);
        json.WriteStartObject("metrics");
        foreach (var metric in query.Metrics)
        {
            await Column(json, response, Metrics.Name(metric), (json, reading) => Number(json, reading.Values[metric]), cancellationToken);
        }

        json.WriteEndObject();
        json.WriteStartObject("quality");
        foreach (var metric in query.Metrics.Where(HasDoubts))
        {
            await Column(
                json, response, Metrics.Name(metric), (json, reading) => json.WriteStringValue(Qualities.Name(reading.Qualities[metric])), cancellationToken);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private bool HasDoubts(Metric metric) => readings.Any(reading => reading.Qualities[metric] != Quality.Ok);

    private async Task Column(
        Utf8JsonWriter json, HttpResponse response, string name, Action<Utf8JsonWriter, Reading> write, CancellationToken cancellationToken)
    {
        json.WriteStartArray(name);
        foreach (var reading in readings)
        {
            write(json, reading);
            if (json.BytesPending < FlushBytes) continue;
            json.Flush();
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
    }

    private static void Identity(Utf8JsonWriter json, long value)
    {
        if (value < 0) json.WriteNullValue();
        else json.WriteNumberValue(value);
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }
}
