using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Reads fields as their device's mapping says. What it says counts before every name that is known.</summary>
internal static class MappedFieldReader
{
    // What is in it is a reading's own, as ThingsBoard has it.
    private const string Values = "/values";

    /// <summary>
    /// Reads a field, the reader standing on its name; <see langword="false"/> where the mapping does not have it.
    /// </summary>
    public static bool TryField(ref Utf8JsonReader json, MappedFields fields, ref RawReading reading, TelemetryFields message,
        string path = "")
    {
        if (fields.Find(ref json) is not { } field) return false;
        if (field.Target is null && !HoldsMore(json)) return false;
        var name = field.Target is { Kind: MappedKind.Ignored } ? string.Empty : $"{path}/{InputNotes.TextOf(ref json)}";
        json.Read();
        Read(ref json, field, name, ref reading, message);
        return true;
    }

    private static bool HoldsMore(Utf8JsonReader ahead) =>
        ahead.Read() && ahead.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;

    // The reader stands on the value.
    private static void Read(
        ref Utf8JsonReader json, MappedFields field, string name, ref RawReading reading, TelemetryFields message)
    {
        if (field.Target is { } target)
        {
            Take(ref json, target, name, ref reading, message);
            return;
        }

        if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (TryField(ref json, field, ref reading, message, name)) continue;
                if (name == Values) TelemetryFieldReader.Field(ref json, ref reading, message);
                else message.Ignore(ref json, name);
            }

            return;
        }

        if (json.TokenType != JsonTokenType.StartArray) return;
        for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
        {
            if (field.Find(index) is { } element) Read(ref json, element, name, ref reading, message);
            else json.Skip();
        }
    }

    private static void Take(
        ref Utf8JsonReader json, MappedTarget target, string name, ref RawReading reading, TelemetryFields message)
    {
        var extra = reading.Extra ??= new RawExtra();
        switch (target.Kind)
        {
            case MappedKind.Ignored:
                json.Skip();
                break;
            case MappedKind.Time when JsonText.Time(ref json, out var isLocal) is { } time:
                (extra.Time, extra.IsTimeLocal) = (time, isLocal);
                break;
            case MappedKind.Time:
                message.Doubt(ref json, name, InputProblems.NotATime);
                break;
            default:
                TakeNumber(ref json, target, name, ref reading, message);
                break;
        }
    }

    private static void TakeNumber(
        ref Utf8JsonReader json, MappedTarget target, string name, ref RawReading reading, TelemetryFields message)
    {
        var (extra, number) = (reading.Extra!, JsonText.Number(ref json));
        if (number.Kind != NumberKind.Value)
        {
            if (json.TokenType == JsonTokenType.Null) return;
            if (number.Kind == NumberKind.NotANumber) extra.Problem ??= $"{name}: expected a number.";
            else reading.HasMetric |= target.Kind == MappedKind.Value;
            if (target.Kind == MappedKind.Value) reading.Qualities = reading.Qualities.With(target.Metric, Quality.Missing);
            message.Doubt(ref json, name, number.Kind == NumberKind.NoValue ? InputProblems.NoValue : InputProblems.NotANumber);
            return;
        }

        var value = target.Rule.Convert(target.Rule.Unit is null ? number.InOwnUnit : number.Value);
        if (target.Kind == MappedKind.Battery)
        {
            var (percent, volts) = BatteryValue.Parse(value, number.HasDecimals, number.IsVolts);
            extra.Battery ??= percent;
            if (volts is { } voltage) extra.SetByOtherName(Metric.BatteryVoltage, voltage);
            else if (percent is null) message.Doubt(ref json, name, InputProblems.Implausible);
            return;
        }

        reading.HasMetric = true;
        if (target.Channel != SoilChannels.First)
        {
            extra.Set(target.Metric, target.Channel, value);
            return;
        }

        // The first that the message has counts: several sensors may be mapped to one metric.
        if (extra.IsMapped(target.Metric)) return;
        extra.Map(target.Metric, hasOwnUnit: target.Rule.Unit is not null || number.Unit != NumberUnit.None);
        reading.Name(target.Metric);
        reading.Values[(int)target.Metric] = value;
    }
}
