namespace PlantOps.Gateway.Telemetry;

/// <summary>The form of what <see cref="TelemetryColumns"/> writes, for the API's description.</summary>
internal sealed class TelemetryAnswer
{
    public required string DeviceId { get; init; }

    /// <summary>Whose soil it is, 2 to 4; not there where it is the first channel's.</summary>
    public int? SoilChannel { get; init; }

    /// <summary><c>raw</c>.</summary>
    public required string Resolution { get; init; }

    /// <summary>When each reading was taken, Unix milliseconds UTC.</summary>
    public required long[] T { get; init; }

    /// <summary>The device's start that each belongs to; <c>null</c> where it gave none.</summary>
    public required long?[] Boot { get; init; }

    /// <summary>Each one's number within the boot; <c>null</c> where the device gave none.</summary>
    public required long?[] Seq { get; init; }

    /// <summary>Metric to one value a reading, in the metric's unit; <c>null</c> where there is none.</summary>
    public required IReadOnlyDictionary<string, double?[]> Metrics { get; init; }

    /// <summary>Metric to one quality a reading; only metrics with one that is not <c>ok</c>.</summary>
    public required IReadOnlyDictionary<string, string[]> Quality { get; init; }

    /// <summary>Times of which what was stored cannot be read; not there where all of it can.</summary>
    public DamagedTime[]? Damaged { get; init; }
}

/// <summary>A time of which what was stored cannot be read.</summary>
internal sealed class DamagedTime
{
    /// <summary>From when on, Unix milliseconds UTC.</summary>
    public required long From { get; init; }

    /// <summary>Until before when at most, Unix milliseconds UTC.</summary>
    public required long To { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }
}
