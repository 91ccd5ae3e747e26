using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>What a registration gives a device.</summary>
internal sealed record Credentials(string DeviceId, string Username, string Password, string TelemetryTopic, string HeartbeatTopic)
{
    /// <summary>Registers as any HTTP client would: with a code and a hardware id.</summary>
    public static async Task<Credentials> RegisterAsync(GatewayProcess gateway, string hardwareId)
    {
        var code = await gateway.AddDeviceAsync("Fern " + hardwareId);
        using var http = gateway.CreateHttps();
        using var content = JsonContent.Create(new Dictionary<string, string> { ["code"] = code, ["hardware_id"] = hardwareId });
        using var response = await http.PostAsync("/api/devices/register", content);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 201, body);
        var json = JsonDocument.Parse(body).RootElement;
        return new Credentials(Text("device_id"), Text("mqtt_username"), Text("mqtt_password"), Text("telemetry_topic"), Text("heartbeat_topic"));

        string Text(string name) => json.GetProperty(name).GetString()!;
    }
}
