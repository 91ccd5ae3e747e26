using PlantOps.Contracts.Json;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Topics;

namespace PlantOps.Contracts.Enrolment;

/// <summary>Body of the 201 answer to a registration; snake_case on the wire.</summary>
public sealed class RegistrationResponse
{
    /// <summary><c>device_id</c>: the device's identity, in its topics and in the API.</summary>
    public string DeviceId { get; set; } = string.Empty;

    /// <summary><c>hardware_id</c>: as the gateway knows it; empty where an older one did not say.</summary>
    public string HardwareId { get; set; } = string.Empty;

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

    /// <summary>
    /// <c>acknowledge</c>: what a device may take for the gateway's word that a reading is on disk, one of
    /// <see cref="Acknowledgements"/>. A gateway that says nothing means <see cref="Acknowledgements.Puback"/>.
    /// </summary>
    public string Acknowledge { get; set; } = Acknowledgements.Puback;

    /// <summary>Reads the body; <see langword="null"/> where a device could not work with it.</summary>
    public static RegistrationResponse? Parse(byte[] body)
    {
        JsonReader json = new JsonReader(body, body.Length);
        RegistrationResponse response = new RegistrationResponse();
        json.BeginObject();
        while (json.NextMember())
        {
            response.ReadMember(json);
        }

        return json.AtEnd() && response.IsComplete() ? response : null;
    }

    private void ReadMember(JsonReader json)
    {
        switch (json.Name)
        {
            case "device_id": DeviceId = json.ReadString() ?? string.Empty; break;
            case "hardware_id": HardwareId = json.ReadString() ?? string.Empty; break;
            case "mqtt_host": MqttHost = json.ReadString() ?? string.Empty; break;
            case "mqtt_port": MqttPort = SettingRange.Clip(json.ReadLong()); break;
            case "mqtt_username": MqttUsername = json.ReadString() ?? string.Empty; break;
            case "mqtt_password": MqttPassword = json.ReadString() ?? string.Empty; break;
            case "telemetry_topic": TelemetryTopic = json.ReadString() ?? string.Empty; break;
            case "heartbeat_topic": HeartbeatTopic = json.ReadString() ?? string.Empty; break;
            case "interval_s": IntervalS = SettingRange.Clip(json.ReadLong()); break;
            case "ca_pem": CaPem = json.ReadString() ?? string.Empty; break;
            case "server_time": ServerTime = json.ReadLong(); break;
            case "acknowledge": Acknowledge = json.ReadString() ?? Acknowledgements.Puback; break;
            default: json.Skip(); break;
        }
    }

    private bool IsComplete() =>
        DeviceIds.IsValid(DeviceId) && MqttHost.Length > 0 && MqttPort > 0 && MqttPort <= 65535 &&
        MqttUsername.Length > 0 && MqttPassword.Length > 0 && CaPem.Length > 0 &&
        IntervalS >= Limits.MinInterval && IntervalS <= Limits.MaxInterval;
}

/// <summary>What a device may take for the gateway's word that a reading is on disk.</summary>
public static class Acknowledgements
{
    /// <summary>The PUBACK: the broker is the gateway's own, which sends it after the commit.</summary>
    public const string Puback = "puback";

    /// <summary>
    /// What <c>devices/{id}/stored</c> says. The broker is somebody else's, and its PUBACK says no more than that the broker has
    /// the message, maybe in memory only.
    /// </summary>
    public const string Stored = "stored";
}
