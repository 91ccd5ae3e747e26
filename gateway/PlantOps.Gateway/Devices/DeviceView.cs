using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices;

/// <summary>A device as the API shows it. Times are Unix milliseconds UTC.</summary>
internal sealed class DeviceView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string HardwareId { get; init; }

    public required string? Model { get; init; }

    public required string? FirmwareVersion { get; init; }

    public required IReadOnlyList<string> Sensors { get; init; }

    /// <summary>Whether it is made up: a program, and no hardware.</summary>
    public bool Virtual { get; init; }

    /// <summary><c>null</c> where it never said, as older firmware does not.</summary>
    public Capabilities? Capabilities { get; init; }

    public required long RegisteredAt { get; init; }

    /// <summary>Seconds between two readings.</summary>
    public required int IntervalS { get; init; }

    /// <summary>
    /// <c>online</c>, <c>offline</c>, <c>asleep</c> or <c>unknown</c>; <c>released</c> where nobody can connect as it,
    /// <c>retired</c> where it is history only.
    /// </summary>
    public required string State { get; init; }

    /// <summary><c>null</c> where it was never heard of.</summary>
    public required long? LastSeen { get; init; }

    /// <summary><c>null</c> where it has not measured yet.</summary>
    public required LatestReading? Latest { get; init; }

    /// <summary><c>null</c> where none came since the gateway's start.</summary>
    public required HeartbeatView? Heartbeat { get; init; }

    /// <summary>How its messages were read; <c>null</c> where there is nothing to say.</summary>
    public InputView? Input { get; init; }
}

/// <summary>The reading with the latest time, and of sensors that send in messages of their own the newest of each.</summary>
internal sealed class LatestReading
{
    public required long T { get; init; }

    /// <summary>Metric to value, in the metric's unit.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Metric to quality, where it is not <c>ok</c>.</summary>
    public required IReadOnlyDictionary<string, string> Quality { get; init; }

    public static LatestReading Of(Reading reading)
    {
        var values = new Dictionary<string, double>();
        var qualities = new Dictionary<string, string>();
        for (var metric = (Metric)0; (int)metric < Metrics.Count; metric++)
        {
            if (!double.IsNaN(reading.Values[metric])) values[Metrics.Name(metric)] = reading.Values[metric];
            if (reading.Qualities[metric] != Contracts.Telemetry.Quality.Ok)
                qualities[Metrics.Name(metric)] = Qualities.Name(reading.Qualities[metric]);
        }

        return new LatestReading { T = reading.Time, Values = values, Quality = qualities };
    }
}

/// <summary>What the device last said of its own health.</summary>
internal sealed class HeartbeatView
{
    public required long ReceivedAt { get; init; }

    /// <summary>Seconds since its start.</summary>
    public required long? Uptime { get; init; }

    /// <summary>Wi-Fi signal, dBm.</summary>
    public required int? Rssi { get; init; }

    public required long? Buffered { get; init; }

    public required long? Lost { get; init; }

    /// <summary>Charge of its battery, %; <c>null</c> where it says none.</summary>
    public int? Battery { get; init; }
}
