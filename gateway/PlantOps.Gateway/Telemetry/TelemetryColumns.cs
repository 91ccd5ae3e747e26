using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Writes readings as columns.</summary>
internal sealed class TelemetryColumns(
    StreamName name, TelemetryQuery query, List<Reading> readings, IReadOnlyList<DamagedRange> damaged) : ITelemetryRows
{
    public int Count => readings.Count;

    public long TimeOf(int row) => readings[row].Time;

    public async Task WriteTo(HttpResponse response, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        var columns = new ColumnWriter<Reading>(response, json, readings);
        json.WriteStartObject();
        name.WriteTo(json);
        json.WriteString("resolution", query.Resolution.Name);
        await columns.Write("t", static (json, in reading) => json.WriteNumberValue(reading.Time), cancellationToken);
        await columns.Write("boot", static (json, in reading) => Identity(json, reading.Boot), cancellationToken);
        await columns.Write("seq", static (json, in reading) => Identity(json, reading.Sequence), cancellationToken);
        json.WriteStartObject("metrics");
        foreach (var metric in query.Metrics)
        {
            await columns.Write(
                Metrics.Name(metric), (json, in reading) => DecimalWriter.Write(json, reading.Values[metric]), cancellationToken);
        }

        json.WriteEndObject();
        json.WriteStartObject("quality");
        foreach (var metric in query.Metrics.Where(HasDoubts))
        {
            await columns.Write(
                Metrics.Name(metric), (json, in reading) => json.WriteStringValue(Qualities.Name(reading.Qualities[metric])),
                cancellationToken);
        }

        json.WriteEndObject();
        DamagedRange.WriteAll(damaged, json);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private bool HasDoubts(Metric metric) => readings.Any(reading => reading.Qualities[metric] != Quality.Ok);

    private static void Identity(Utf8JsonWriter json, long value)
    {
        if (value < 0) json.WriteNullValue();
        else json.WriteNumberValue(value);
    }
}
