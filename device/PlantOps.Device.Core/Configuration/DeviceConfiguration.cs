using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Json;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Configuration;

/// <summary>What a device knows after its enrolment and keeps over a restart, its settings among it.</summary>
internal sealed class DeviceConfiguration : SettingValues
{
    public DeviceConfiguration()
        : base(true)
    {
    }

    /// <summary>Name of the Wi-Fi; empty where the device was not set up by its portal.</summary>
    public string WifiSsid { get; set; } = string.Empty;

    /// <summary>Its password; empty for an open network.</summary>
    public string WifiPassword { get; set; } = string.Empty;

    /// <summary>Base address of the gateway, <c>https://host:port</c>.</summary>
    public string Gateway { get; set; } = string.Empty;

    public string DeviceId { get; set; } = string.Empty;

    public string MqttHost { get; set; } = string.Empty;

    public int MqttPort { get; set; }

    public string MqttUsername { get; set; } = string.Empty;

    public string MqttPassword { get; set; } = string.Empty;

    /// <summary>The CA that was pinned, or one that came over a connection it signed.</summary>
    public string CaPem { get; set; } = string.Empty;

    /// <summary>
    /// A CA that is to take the place of <see cref="CaPem"/>; empty where there is none. Both are trusted until it has proved
    /// itself.
    /// </summary>
    public string NextCaPem { get; set; } = string.Empty;

    /// <summary>Whether a reading is kept until the gateway says that it is stored: a PUBACK does not say so.</summary>
    public bool WaitsForStored { get; set; }

    /// <summary>Version of the desired state that is in force; 0 before the first.</summary>
    public long DesiredVersion { get; set; }

    /// <summary>Number of the last start; one more at each.</summary>
    public long Boot { get; set; }

    /// <summary>
    /// Pins and fitted sensors, as far as they differ from the board's defaults; they hold from the next start on.
    /// </summary>
    public BoardSettings Board { get; } = new BoardSettings();

    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("wifi_ssid", WifiSsid);
        json.Write("wifi_password", WifiPassword);
        json.Write("gateway", Gateway);
        json.Write("device_id", DeviceId);
        json.Write("mqtt_host", MqttHost);
        json.Write("mqtt_port", MqttPort);
        json.Write("mqtt_username", MqttUsername);
        json.Write("mqtt_password", MqttPassword);
        json.Write("ca_pem", CaPem);
        json.Write("desired_version", DesiredVersion);
        json.Write("boot", Boot);
        WriteSettings(json, 0, SettingCatalogue.Count);
        json.Write("next_ca_pem", NextCaPem);
        json.Write("acknowledge", WaitsForStored ? Acknowledgements.Stored : null);
        Board.WriteMembers(json);
        json.EndObject();
    }

    public static DeviceConfiguration? Parse(byte[] content)
    {
        JsonReader json = new JsonReader(content, content.Length);
        DeviceConfiguration configuration = new DeviceConfiguration();
        json.BeginObject();
        while (json.NextMember())
        {
            configuration.ReadMember(json);
        }

        configuration.Mend();
        return json.AtEnd() ? configuration : null;
    }

    private static int PortOf(long number) => number > 0 && number <= 65535 ? (int)number : 0;

    // What no device can run with was written by other firmware, or by none. A setting at its default is put right by the
    // gateway; a device that divides by it is not.
    private void Mend()
    {
        for (int i = 0; i < SettingCatalogue.Count; i++)
        {
            DeviceSetting setting = (DeviceSetting)i;
            if (!SettingCatalogue.IsInRange(setting, this[setting]))
            {
                this[setting] = SettingCatalogue.Default(setting);
            }
        }

        for (int channel = SoilChannels.First; channel <= SoilChannels.FirmwareMost; channel++)
        {
            DeviceSetting dry = SettingCatalogue.SoilDryRaw(channel);
            DeviceSetting wet = SettingCatalogue.SoilWetRaw(channel);
            if (SoilCalibration.WhyNot(this[dry], this[wet]) != null)
            {
                this[dry] = SettingCatalogue.Default(dry);
                this[wet] = SettingCatalogue.Default(wet);
            }
        }
    }

    private void ReadMember(JsonReader json)
    {
        switch (json.Name)
        {
            case "wifi_ssid": WifiSsid = json.ReadString() ?? string.Empty; break;
            case "wifi_password": WifiPassword = json.ReadString() ?? string.Empty; break;
            case "gateway": Gateway = json.ReadString() ?? string.Empty; break;
            case "device_id": DeviceId = json.ReadString() ?? string.Empty; break;
            case "mqtt_host": MqttHost = json.ReadString() ?? string.Empty; break;
            case "mqtt_port": MqttPort = PortOf(json.ReadLong()); break;
            case "mqtt_username": MqttUsername = json.ReadString() ?? string.Empty; break;
            case "mqtt_password": MqttPassword = json.ReadString() ?? string.Empty; break;
            case "ca_pem": CaPem = json.ReadString() ?? string.Empty; break;
            case "desired_version": DesiredVersion = json.ReadLong(); break;
            case "boot": Boot = json.ReadLong(); break;
            case "next_ca_pem": NextCaPem = json.ReadString() ?? string.Empty; break;
            case "acknowledge": WaitsForStored = json.ReadString() == Acknowledgements.Stored; break;
            case "pins": Board.ReadPins(json); break;
            case "sensors": Board.ReadSensors(json); break;
            default:
                if (!ReadSetting(json))
                {
                    json.Skip();
                }

                break;
        }
    }
}
