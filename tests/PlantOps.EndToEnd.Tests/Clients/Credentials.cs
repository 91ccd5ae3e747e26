using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>What a registration gives a device.</summary>
internal sealed record Credentials(
    string DeviceId, string Username, string Password, string TelemetryTopic, string HeartbeatTopic)
{
    /// <summary>Registers as any HTTP client would: with a code and a hardware id.</summary>
    public static async Task<Credentials> RegisterAsync(GatewayProcess gateway, string hardwareId) =>
        await RegisterAsync(gateway, hardwareId, await gateway.AddDeviceAsync("Fern " + hardwareId));

    /// <summary>The same of many, without a process for the code of each.</summary>
    public static async Task<IReadOnlyList<Credentials>> RegisterManyAsync(GatewayProcess gateway, int count)
    {
        using var local = gateway.CreateLocal();
        List<Credentials> all = [];
        for (var number = 0; number < count; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"fleet-{number}");
            all.Add(await RegisterAsync(gateway, name, await CodeAsync(local, name)));
        }

        return all;
    }

    /// <summary>The code of a new device, as the command line gets it.</summary>
    public static async Task<string> CodeAsync(HttpClient local, string name)
    {
        using var answer = await local.PostAsJsonAsync("/local/enrolments", new { name });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("code").GetString()!;
    }

    /// <summary>A login for a program that is no device.</summary>
    public static async Task<Credentials> LoginAsync(GatewayProcess gateway, string kind, params string[] devices)
    {
        var given = devices.SelectMany(id => (string[])["--device", id]);
        var made = await gateway.CommandAsync(["login", "create", "tests", "--kind", kind, "--json", .. given]);
        Assert.True(made.ExitCode == 0, made.Error);
        var json = JsonDocument.Parse(made.Output).RootElement;
        var user = json.GetProperty("id").GetString()!;
        return new Credentials(user, user, json.GetProperty("password").GetString()!, string.Empty, string.Empty);
    }

    private static async Task<Credentials> RegisterAsync(GatewayProcess gateway, string hardwareId, string code)
    {
        using var http = gateway.CreateHttps();
        using var content = JsonContent.Create(new Dictionary<string, string> { ["code"] = code, ["hardware_id"] = hardwareId });
        using var response = await http.PostAsync("/api/devices/register", content);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 201, body);
        var json = JsonDocument.Parse(body).RootElement;
        return new Credentials(
            Text("device_id"), Text("mqtt_username"), Text("mqtt_password"), Text("telemetry_topic"), Text("heartbeat_topic"));

        string Text(string name) => json.GetProperty(name).GetString()!;
    }
}
