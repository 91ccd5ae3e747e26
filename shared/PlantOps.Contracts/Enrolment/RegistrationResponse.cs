namespace PlantOps.Contracts.Enrolment;

/// <summary>Body of the 201 answer to a registration; snake_case on the wire.</summary>
public sealed class RegistrationResponse
{
    /// <summary><c>device_id</c>: the device's identity, in its topics and in the API.</summary>
    public string DeviceId { get; set; } = string.Empty;

    /// <summary><c>mqtt_host</c>: the name or address of the broker.</summary>
    public string MqttHost { get; set; } = string.Empty;

    /// <summary><c>mqtt_port</c>: its TLS port.</summary>
    public int MqttPort { get; set; }

    /// <summary><c>mqtt_username</c>.</summary>
    public string MqttUsername { get; set; } = string.Empty;

    /// <summary><c>mqtt_password</c>: long and random; told this once, stored by the gateway as a hash only.</summary>
    public string MqttPassword { get; set; } = string.Empty;

    /// <summary><c>telemetry_topic</c>.</summary>
    public string TelemetryTopic { get; set; } = string.Empty;

    /// <summary><c>heartbeat_topic</c>.</summary>
    public string HeartbeatTopic { get; set; } = string.Empty;

    /// <summary><c>interval_s</c>: seconds between readings, 5–86400.</summary>
    public int IntervalS { get; set; }

    /// <summary><c>ca_pem</c>: the CA that signs the gateway's certificate.</summary>
    public string CaPem { get; set; } = string.Empty;

    /// <summary><c>server_time</c>: the gateway's clock, Unix milliseconds UTC.</summary>
    public long ServerTime { get; set; }
}
