using System.Text.Json.Serialization;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Devices.Calibration;

/// <summary>A calibration of a soil probe that goes on, as it is kept. Times are Unix milliseconds UTC.</summary>
internal sealed record SoilCalibration
{
    /// <summary>The device's number.</summary>
    public required int Device { get; init; }

    /// <summary>Which of its soil probes, 1 to 4.</summary>
    public int SoilChannel { get; init; } = SoilChannels.First;

    /// <summary>When the device is to be as it was before, unless somebody goes on.</summary>
    public required long EndsAt { get; init; }

    /// <summary>Since when the probe is where it is: what was measured before is of another place.</summary>
    public required long StepAt { get; init; }

    /// <summary>Seconds between readings before.</summary>
    public required int IntervalBefore { get; init; }

    /// <summary>Whether it slept between readings before.</summary>
    public bool SleptBefore { get; init; }

    /// <summary>What was taken in dry air; <see langword="null"/> where nothing was yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DryRaw { get; init; }

    /// <summary>What was taken in water.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WetRaw { get; init; }
}

/// <summary>Raw values of a probe, in the order in which they were measured.</summary>
internal static class RawTrace
{
    /// <summary>So many values say whether the probe is at rest.</summary>
    public const int Needed = 5;

    // A hundredth of the converter's range: a probe's own noise is some ten, one that is moved or dries changes by more.
    private const int Spread = (Contracts.Limits.MaxSoilRaw + 1) / 100;

    /// <summary>Whether the last values lie so close together that the probe is where it should be, and still.</summary>
    public static bool IsSteady(IReadOnlyList<int> values)
    {
        if (values.Count < Needed) return false;
        var last = values.TakeLast(Needed).ToList();
        return last.Max() - last.Min() <= Spread;
    }

    /// <summary>The middle one of the last values, which one that is wrong does not move.</summary>
    public static int Median(IReadOnlyList<int> values)
    {
        var last = values.TakeLast(Needed).Order().ToList();
        return last[last.Count / 2];
    }

    /// <summary>What a raw value is between two points, 0 to 100, as the device computes it.</summary>
    public static double ToPercent(double raw, int dry, int wet) => Math.Clamp(100.0 * (dry - raw) / (dry - wet), 0, 100);
}
