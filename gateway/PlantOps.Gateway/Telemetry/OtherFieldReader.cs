using System.Buffers;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Reads fields that are not the contract's: those with other names that cannot be misread. The rest is ignored, and noted.
/// </summary>
internal static class OtherFieldReader
{
    /// <summary>Reads a field, the reader standing on its name.</summary>
    public static void Field(ref Utf8JsonReader json, ref RawReading reading, TelemetryFields message)
    {
        var alias = Find(ref json);
        if (alias is null)
        {
            message.Ignore(ref json);
            return;
        }

        var extra = reading.Extra ??= new RawExtra();
        var name = InputNotes.TextOf(ref json);
        json.Read();
        switch (alias.Value.Kind)
        {
            case FieldKind.Values when json.TokenType == JsonTokenType.StartObject:
                TelemetryFieldReader.Fields(ref json, ref reading, message);
                break;
            case FieldKind.Values:
                message.Doubt(ref json, name, InputProblems.Ignored);
                break;
            case FieldKind.TemperatureUnit:
                extra.IsFahrenheit = JsonText.IsFahrenheit(ref json);
                json.Skip();
                break;
            case FieldKind.Time when JsonText.Time(ref json, out var isLocal) is { } time:
                (extra.Time, extra.IsTimeLocal) = (time, isLocal);
                break;
            case FieldKind.Time:
                message.Doubt(ref json, name, InputProblems.NotATime);
                break;
            default:
                Number(ref json, alias.Value, name, extra, message);
                break;
        }
    }

    private static void Number(ref Utf8JsonReader json, FieldAlias alias, string name, RawExtra extra, TelemetryFields message)
    {
        var number = JsonText.Number(ref json);
        if (number.Kind == NumberKind.NoValue)
        {
            if (json.TokenType != JsonTokenType.Null) message.Doubt(ref json, name, InputProblems.NoValue);
            return;
        }

        var isTaken = number.Kind == NumberKind.Value && alias.Kind switch
        {
            FieldKind.Fahrenheit => Take(extra, alias.Metric, TextNumber.Celsius(number.Value)),
            FieldKind.Volts => Take(extra, alias.Metric, BatteryValue.Volts(number.Value)),
            FieldKind.Battery => TakeBattery(extra, number),
            FieldKind.Temperature => Take(extra, alias.Metric, number.InOwnUnit, isPlain: number.Unit == NumberUnit.None),
            _ => Take(extra, alias.Metric, number.InOwnUnit),
        };
        if (isTaken) return;
        if (number.Kind == NumberKind.NotANumber) extra.Problem ??= $"{name}: expected a number.";
        message.Doubt(ref json, name, number.Kind == NumberKind.Value ? InputProblems.Implausible : InputProblems.NotANumber);
    }

    private static bool TakeBattery(RawExtra extra, in TextNumber number)
    {
        var value = number.Unit == NumberUnit.Millivolt ? number.InOwnUnit : number.Value;
        var (percent, volts) = BatteryValue.Parse(value, number.HasDecimals, number.IsVolts);
        extra.Battery ??= percent;
        return percent is not null || Take(extra, Metric.BatteryVoltage, volts);
    }

    private static bool Take(RawExtra extra, Metric metric, double? value, bool isPlain = false)
    {
        if (value is { } taken) extra.SetByOtherName(metric, taken, isPlain);
        return value is not null;
    }

    // An escaped name is none of them.
    private static FieldAlias? Find(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped) return null;
        if (!json.HasValueSequence) return FieldAliases.Find(json.ValueSpan);
        if (json.ValueSequence.Length > FieldAliases.MaxLength) return null;
        Span<byte> name = stackalloc byte[FieldAliases.MaxLength];
        json.ValueSequence.CopyTo(name);
        return FieldAliases.Find(name[..(int)json.ValueSequence.Length]);
    }
}
