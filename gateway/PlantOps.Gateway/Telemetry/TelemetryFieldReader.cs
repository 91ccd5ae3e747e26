using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Reads the fields of one reading, the reader standing on the field's name. A value that cannot be read costs that value: it is
/// missing, and noted.
/// </summary>
internal static class TelemetryFieldReader
{
    private static readonly (Metric Metric, int Channel, string Name)[] FurtherSoils =
    [
        .. from channel in Enumerable.Range(SoilChannels.First + 1, SoilChannels.Most - SoilChannels.First)
           from metric in MetricNames.Metrics.Where(Metrics.IsOfSoil)
           select (metric, channel, SoilChannels.Name(metric, channel)),
    ];

    /// <summary>Reads the fields of the object that the reader stands in, up to its end.</summary>
    public static void Fields(ref Utf8JsonReader json, ref RawReading reading, TelemetryFields message)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) Field(ref json, ref reading, message);
    }

    public static void Field(ref Utf8JsonReader json, ref RawReading reading, TelemetryFields message)
    {
        if (message.Mapped is { } mapped && MappedFieldReader.TryField(ref json, mapped, ref reading, message)) return;
        if (json.Is(TelemetryMessage.Sequence)) reading.Sequence = Identity(ref json, TelemetryMessage.Sequence, message);
        else if (json.Is(TelemetryMessage.Timestamp)) Timestamp(ref json, ref reading, message);
        else if (json.Is(TelemetryMessage.Age)) Age(ref json, ref reading, message);
        else if (json.Is(TelemetryMessage.QualityFlags)) Qualities(ref json, ref reading, message);
        else if (MetricOf(ref json) is { } metric) Value(ref json, metric, ref reading, message);
        else if (FurtherSoil(ref json) is (var soil, var channel)) Value(ref json, soil, channel, ref reading, message);
        else OtherFieldReader.Field(ref json, ref reading, message);
    }

    public static long Identity(ref Utf8JsonReader json, string name, TelemetryFields message)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) && value is >= 0 and <= Limits.MaxIdentity)
            return value;
        if (json.TokenType == JsonTokenType.Null) return Reading.NoIdentity;
        if (json.TokenType == JsonTokenType.String && JsonText.Number(ref json) is { Kind: NumberKind.Value } text
            && text.Value is >= 0 and <= Limits.MaxIdentity && double.IsInteger(text.Value))
        {
            return (long)text.Value;
        }

        message.Doubt(ref json, name, InputProblems.NotANumber);
        message.Problem ??= $"{name}: expected a whole number from 0 to {Limits.MaxIdentity}.";
        return Reading.NoIdentity;
    }

    private static void Timestamp(ref Utf8JsonReader json, ref RawReading reading, TelemetryFields message)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return;
        reading.Timestamp = JsonText.Time(ref json, out reading.IsLocal);
        if (reading.Timestamp is not null) return;
        message.Doubt(ref json, TelemetryMessage.Timestamp, InputProblems.NotATime);
        message.Problem ??= $"{TelemetryMessage.Timestamp}: expected milliseconds as a number, or a time with an offset.";
    }

    private static void Age(ref Utf8JsonReader json, ref RawReading reading, TelemetryFields message)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return;
        var number = JsonText.Number(ref json);
        if (number.Kind == NumberKind.Value && Math.Abs(number.Value) <= Limits.MaxIdentity)
        {
            reading.Age = (long)number.Value;
            return;
        }

        message.Doubt(ref json, TelemetryMessage.Age, InputProblems.NotATime);
        message.Problem ??= $"{TelemetryMessage.Age}: expected milliseconds as a number.";
    }

    private static void Value(ref Utf8JsonReader json, Metric metric, ref RawReading reading, TelemetryFields message)
    {
        if (reading.Extra?.IsMapped(metric) == true)
        {
            message.Ignore(ref json);
            return;
        }

        json.Read();
        reading.Name(metric);
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value) && double.IsFinite(value))
        {
            reading.HasMetric = true;
            reading.Values[(int)metric] = value;
            return;
        }

        var text = Text(ref json, Metrics.Name(metric), metric, ref reading, message);
        if (text.Kind == NumberKind.NotANumber) return;
        reading.HasMetric = true;
        reading.Values[(int)metric] = text.InOwnUnit;
        if (text.Kind == NumberKind.NoValue && json.TokenType != JsonTokenType.Null)
            reading.Qualities = reading.Qualities.With(metric, Quality.Missing);
    }

    private static void Value(
        ref Utf8JsonReader json, Metric metric, int channel, ref RawReading reading, TelemetryFields message)
    {
        json.Read();
        var text = Text(ref json, SoilChannels.Name(metric, channel), metric, ref reading, message);
        if (text.Kind == NumberKind.NotANumber) return;
        reading.HasMetric = true;
        reading.Extra ??= new RawExtra();
        reading.Extra.Set(metric, channel, text.InOwnUnit);
        if (text.Kind == NumberKind.NoValue && json.TokenType != JsonTokenType.Null)
            reading.Extra.Set(metric, channel, Quality.Missing);
    }

    // Null says that there is no value, as the contract has it, and is nothing to note.
    private static TextNumber Text(
        ref Utf8JsonReader json, string name, Metric metric, ref RawReading reading, TelemetryFields message)
    {
        var text = JsonText.Number(ref json);
        if (text.Kind == NumberKind.Value || json.TokenType == JsonTokenType.Null) return text;
        message.Doubt(ref json, name, text.Kind == NumberKind.NoValue ? InputProblems.NoValue : InputProblems.NotANumber);
        if (text.Kind == NumberKind.NoValue) return text;
        reading.Qualities = reading.Qualities.With(metric, Quality.Missing);
        (reading.Extra ??= new RawExtra()).Problem ??= $"{name}: expected a number.";
        return text;
    }

    private static void Qualities(ref Utf8JsonReader json, ref RawReading reading, TelemetryFields message)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            message.Doubt(ref json, TelemetryMessage.QualityFlags, InputProblems.NotANumber);
            message.Problem ??= $"{TelemetryMessage.QualityFlags}: expected an object.";
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (metric, channel) = MetricOf(ref json) is { } first
                ? (first, SoilChannels.First)
                : FurtherSoil(ref json) ?? default;
            json.Read();
            if (channel == 0) json.Skip();
            else if (json.TokenType == JsonTokenType.String) Set(ref reading, metric, channel, QualityOf(ref json));
            else
            {
                var name = $"{TelemetryMessage.QualityFlags}.{SoilChannels.Name(metric, channel)}";
                message.Doubt(ref json, name, InputProblems.NotANumber);
                message.Problem ??= $"{name}: expected a text.";
            }
        }
    }

    private static void Set(ref RawReading reading, Metric metric, int channel, Quality quality)
    {
        reading.HasMetric = true;
        if (channel == SoilChannels.First) reading.Qualities = reading.Qualities.With(metric, quality);
        else (reading.Extra ??= new RawExtra()).Set(metric, channel, quality);
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
        // Each name of them begins with one of the soil's, and ends with a number; few fields that are not known do.
        if (!json.HasValueSequence && !json.ValueIsEscaped && json.ValueSpan is not [.., >= (byte)'0' and <= (byte)'9'])
            return null;
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
