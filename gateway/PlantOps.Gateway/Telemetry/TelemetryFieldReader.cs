using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Reads the fields of one reading, the reader standing on the field's name. Each method gives
/// <see langword="null"/>, or what is wrong, beginning with the field's name.
/// </summary>
internal static class TelemetryFieldReader
{
    public static string? Field(ref Utf8JsonReader json, ref RawReading reading)
    {
        if (json.ValueTextEquals(TelemetryMessage.Sequence)) return Identity(ref json, TelemetryMessage.Sequence, out reading.Sequence);
        if (json.ValueTextEquals(TelemetryMessage.Timestamp)) return Milliseconds(ref json, TelemetryMessage.Timestamp, out reading.Timestamp);
        if (json.ValueTextEquals(TelemetryMessage.Age)) return Milliseconds(ref json, TelemetryMessage.Age, out reading.Age);
        if (json.ValueTextEquals(TelemetryMessage.QualityFlags)) return Qualities(ref json, ref reading);
        if (MetricOf(ref json) is { } metric) return Value(ref json, metric, ref reading);

        // A field this version does not know is ignored.
        json.Skip();
        return null;
    }

    public static string? Identity(ref Utf8JsonReader json, string name, out long value)
    {
        value = Reading.NoIdentity;
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        var valid = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out value) && value is >= 0 and <= Limits.MaxIdentity;
        return valid ? null : $"{name}: expected a whole number from 0 to {Limits.MaxIdentity}.";
    }

    private static string? Milliseconds(ref Utf8JsonReader json, string name, out long? value)
    {
        value = null;
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out var number) || Math.Abs(number) > Limits.MaxIdentity)
        {
            return $"{name}: expected milliseconds as a number.";
        }

        value = (long)number;
        return null;
    }

    private static string? Value(ref Utf8JsonReader json, Metric metric, ref RawReading reading)
    {
        json.Read();
        reading.HasMetric = true;
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            return $"{Metrics.Name(metric)}: expected a number.";
        }

        reading.Values[(int)metric] = value;
        return null;
    }

    private static string? Qualities(ref Utf8JsonReader json, ref RawReading reading)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.StartObject) return $"{TelemetryMessage.QualityFlags}: expected an object.";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var metric = MetricOf(ref json);
            json.Read();
            if (metric is null)
            {
                json.Skip();
            }
            else if (json.TokenType == JsonTokenType.String)
            {
                reading.Qualities = reading.Qualities.With(metric.Value, QualityOf(ref json));
                reading.HasMetric = true;
            }
            else
            {
                return $"{TelemetryMessage.QualityFlags}.{Metrics.Name(metric.Value)}: expected a text.";
            }
        }

        return null;
    }

    private static Metric? MetricOf(ref Utf8JsonReader json)
    {
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            if (json.ValueTextEquals(Metrics.Name(metric))) return metric;
        }

        return null;
    }

    // A word that a later version adds is some way of not being ok.
    private static Quality QualityOf(ref Utf8JsonReader json)
    {
        for (var quality = Quality.Ok; quality <= Quality.Unsettled; quality++)
        {
            if (json.ValueTextEquals(Contracts.Telemetry.Qualities.Name(quality))) return quality;
        }

        return Quality.Implausible;
    }
}
