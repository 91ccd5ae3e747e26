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
    private static readonly (Metric Metric, int Channel, string Name)[] FurtherSoils =
    [
        .. from channel in Enumerable.Range(SoilChannels.First + 1, SoilChannels.Most - SoilChannels.First)
           from metric in MetricNames.Metrics.Where(Metrics.IsOfSoil)
           select (metric, channel, SoilChannels.Name(metric, channel)),
    ];

    public static string? Field(ref Utf8JsonReader json, ref RawReading reading)
    {
        if (json.Is(TelemetryMessage.Sequence)) return Identity(ref json, TelemetryMessage.Sequence, out reading.Sequence);
        if (json.Is(TelemetryMessage.Timestamp)) return Milliseconds(ref json, TelemetryMessage.Timestamp, out reading.Timestamp);
        if (json.Is(TelemetryMessage.Age)) return Milliseconds(ref json, TelemetryMessage.Age, out reading.Age);
        if (json.Is(TelemetryMessage.QualityFlags)) return Qualities(ref json, ref reading);
        if (MetricOf(ref json) is { } metric) return Value(ref json, metric, ref reading);
        if (FurtherSoil(ref json) is (var soil, var channel)) return Value(ref json, soil, channel, ref reading);

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
        reading.HasMetric = true;
        if (!TryNumber(ref json, out var value)) return $"{Metrics.Name(metric)}: expected a number.";
        reading.Values[(int)metric] = value;
        return null;
    }

    private static string? Value(ref Utf8JsonReader json, Metric metric, int channel, ref RawReading reading)
    {
        reading.HasMetric = true;
        if (!TryNumber(ref json, out var value)) return $"{SoilChannels.Name(metric, channel)}: expected a number.";
        (reading.Soil ??= new RawSoil()).Set(metric, channel, value);
        return null;
    }

    // NaN for null.
    private static bool TryNumber(ref Utf8JsonReader json, out double value)
    {
        value = double.NaN;
        json.Read();
        return json.TokenType == JsonTokenType.Null || (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out value) && double.IsFinite(value));
    }

    private static string? Qualities(ref Utf8JsonReader json, ref RawReading reading)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.StartObject) return $"{TelemetryMessage.QualityFlags}: expected an object.";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (metric, channel) = MetricOf(ref json) is { } first ? (first, SoilChannels.First) : FurtherSoil(ref json) ?? default;
            json.Read();
            if (channel == 0) json.Skip();
            else if (json.TokenType == JsonTokenType.String) Set(ref reading, metric, channel, QualityOf(ref json));
            else return $"{TelemetryMessage.QualityFlags}.{SoilChannels.Name(metric, channel)}: expected a text.";
        }

        return null;
    }

    private static void Set(ref RawReading reading, Metric metric, int channel, Quality quality)
    {
        reading.HasMetric = true;
        if (channel == SoilChannels.First) reading.Qualities = reading.Qualities.With(metric, quality);
        else (reading.Soil ??= new RawSoil()).Set(metric, channel, quality);
    }

    private static Metric? MetricOf(ref Utf8JsonReader json)
    {
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            if (json.Is(Metrics.Name(metric))) return metric;
        }

        return null;
    }

    private static (Metric Metric, int Channel)? FurtherSoil(ref Utf8JsonReader json)
    {
        foreach (var (metric, channel, name) in FurtherSoils)
        {
            if (json.Is(name)) return (metric, channel);
        }

        return null;
    }

    // A word that a later version adds is some way of not being ok.
    private static Quality QualityOf(ref Utf8JsonReader json)
    {
        for (var quality = Quality.Ok; quality <= Quality.Unsettled; quality++)
        {
            if (json.Is(Contracts.Telemetry.Qualities.Name(quality))) return quality;
        }

        return Quality.Implausible;
    }
}
