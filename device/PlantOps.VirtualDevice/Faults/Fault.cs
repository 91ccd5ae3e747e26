using PlantOps.VirtualDevice.CommandLine;

namespace PlantOps.VirtualDevice.Faults;

/// <summary>Something that goes wrong, or right again.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, in the device's time since the beginning of the run.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan At)
{
    /// <summary>Reads <c>kind</c> or <c>kind@time</c>.</summary>
    public static Fault? Parse(string text)
    {
        var parts = text.Split('@');
        FaultKind? kind = parts[0] switch
        {
            "power-cut" => FaultKind.PowerCut,
            "clock-lost" => FaultKind.ClockLost,
            "sensor-stuck" => FaultKind.SensorStuck,
            "sensor-nonsense" => FaultKind.SensorNonsense,
            _ => null,
        };
        var at = parts.Length == 1 ? TimeSpan.Zero : Durations.Parse(parts[1]);
        return kind is { } known && at is { } time && parts.Length <= 2 ? new Fault(known, time) : null;
    }

    /// <summary>Reads <c>time+span</c>.</summary>
    public static Fault[]? ParseOutage(string text)
    {
        var parts = text.Split('+');
        return parts.Length == 2 && Durations.Parse(parts[0]) is { } from && Durations.Parse(parts[1]) is { } span
            ? [new Fault(FaultKind.WifiLost, from), new Fault(FaultKind.WifiBack, from + span)]
            : null;
    }
}
