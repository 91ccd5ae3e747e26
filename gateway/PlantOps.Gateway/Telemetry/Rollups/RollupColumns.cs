using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>Writes rollups as columns.</summary>
internal sealed class RollupColumns(
    StreamName name, TelemetryQuery query, List<Rollup> rollups, IReadOnlyList<DamagedRange> damaged) : ITelemetryRows
{
    public int Count => rollups.Count;

    public long TimeOf(int row) => rollups[row].Start;

    public async Task WriteTo(HttpResponse response, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        var columns = new ColumnWriter<Rollup>(response, json, rollups);
        json.WriteStartObject();
        name.WriteTo(json);
        json.WriteString("resolution", query.Resolution.Name);
        await columns.Write("t", static (json, in rollup) => json.WriteNumberValue(rollup.Start), cancellationToken);
        json.WriteStartObject("metrics");
        foreach (var metric in query.Metrics)
        {
            json.WriteStartObject(Metrics.Name(metric));
            await columns.Write(
                "min", (json, in rollup) => DecimalWriter.Write(json, rollup.Metrics[metric].Min), cancellationToken);
            await columns.Write(
                "mean", (json, in rollup) => DecimalWriter.Write(json, rollup.Metrics[metric].Mean), cancellationToken);
            await columns.Write(
                "max", (json, in rollup) => DecimalWriter.Write(json, rollup.Metrics[metric].Max), cancellationToken);
            await columns.Write(
                "count", (json, in rollup) => json.WriteNumberValue(rollup.Metrics[metric].Count), cancellationToken);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        DamagedRange.WriteAll(damaged, json);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
