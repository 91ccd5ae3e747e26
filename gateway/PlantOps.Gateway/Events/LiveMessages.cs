namespace PlantOps.Gateway.Events;

/// <summary>Readings of a device are on disk.</summary>
internal sealed class LiveReading
{
    public required string DeviceId { get; init; }

    /// <summary>Which of its soil channels they are of, 1 to 16; the air and light of all are the same.</summary>
    public required int SoilChannel { get; init; }

    /// <summary>Time of the latest of them, Unix milliseconds UTC.</summary>
    public required long T { get; init; }

    /// <summary>Its values by metric, in the metric's unit.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Metric to quality, where it is not <c>ok</c>.</summary>
    public required IReadOnlyDictionary<string, string> Quality { get; init; }

    /// <summary>How many came together; some of them may have been there already.</summary>
    public required int Count { get; init; }

    /// <summary>Time of the earliest of them, Unix milliseconds UTC: a buffer brings what is hours old.</summary>
    public required long From { get; init; }
}

/// <summary>A device has another state or name.</summary>
internal sealed class LiveDevice
{
    public required string DeviceId { get; init; }

    public required string Name { get; init; }

    /// <summary>As in the list of devices.</summary>
    public required string State { get; init; }

    /// <summary>Unix milliseconds UTC; <c>null</c> where it was never heard of.</summary>
    public required long? LastSeen { get; init; }
}

/// <summary>A code was shown for the hardware of a device that is known.</summary>
internal sealed class LiveEnrolment
{
    public required string DeviceId { get; init; }

    public required string Name { get; init; }

    /// <summary>What the device has now.</summary>
    public required string HardwareId { get; init; }

    /// <summary>
    /// <c>refused</c>: the code was for another device; <c>registered_again</c>: it has a new password; <c>replaced</c>: other
    /// hardware is the device now.
    /// </summary>
    public required string Outcome { get; init; }
}

/// <summary>Somebody has answered an alert, or has a plant muted or told of again. Times are Unix milliseconds UTC.</summary>
internal sealed class LiveAnswer
{
    public required string PlantId { get; init; }

    /// <summary><c>null</c> where it is of all alerts of the plant.</summary>
    public string? AlertId { get; init; }

    /// <summary>Since when somebody looks after the alert.</summary>
    public long? AcknowledgedAt { get; init; }

    /// <summary>Who does.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Until when nothing is told of the alert.</summary>
    public long? SnoozedUntil { get; init; }

    /// <summary>Until when nothing is told of the plant; with an answer to one alert always <c>null</c>.</summary>
    public long? MutedUntil { get; init; }
}
