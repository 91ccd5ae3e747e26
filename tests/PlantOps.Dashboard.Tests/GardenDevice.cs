using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Dashboard.Tests;

/// <summary>A device on the wire, and the plant that it watches.</summary>
internal sealed class GardenDevice : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private long _sequence;

    public string DeviceId { get; private set; } = string.Empty;

    public string PlantId { get; private set; } = string.Empty;

    public static async Task<GardenDevice> EnrolledAsync(GatewayProcess gateway, HttpClient owner, string hardwareId)
    {
        var made = await SendAsync(owner, HttpMethod.Post, "/api/v1/enrolments", new { name = "Sensor " + hardwareId });
        var code = made.GetProperty("code").GetString();
        var registered = await SendAsync(owner, HttpMethod.Post, "/api/devices/register", new { code, hardware_id = hardwareId });
        var device = new GardenDevice { DeviceId = registered.GetProperty("device_id").GetString()! };
        var authority = new X509Certificate2Collection(X509CertificateLoader.LoadCertificateFromFile(gateway.CaFile));
        await device._client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithTcpServer("localhost", gateway.MqttPort)
            .WithTlsOptions(tls => tls.UseTls().WithTrustChain(authority).WithRevocationMode(X509RevocationMode.NoCheck))
            .WithCredentials(
                registered.GetProperty("mqtt_username").GetString(), registered.GetProperty("mqtt_password").GetString())
            .WithKeepAlivePeriod(TimeSpan.FromMinutes(5))
            .Build());
        return device;
    }

    public async Task WatchAsync(HttpClient owner, string plantId, TimeSpan since)
    {
        PlantId = plantId;
        var from = DateTimeOffset.UtcNow.Subtract(since).ToUnixTimeMilliseconds();
        await SendAsync(owner, HttpMethod.Put, $"/api/v1/plants/{plantId}/device", new { device_id = DeviceId, since = from });
    }

    /// <summary>Publishes a reading of so long ago, and returns once the gateway has it.</summary>
    public async Task MeasureAsync(double soil, TimeSpan ago = default)
    {
        var time = DateTimeOffset.UtcNow.Subtract(ago).ToUnixTimeMilliseconds();
        var payload = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"boot":1,"readings":[{"seq":{{_sequence++}},"ts":{{time}},"temperature":21.5,"humidity":48.2,"soil_moisture":{{soil}},"light_level":812}]}""");
        var published = await _client.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic($"devices/{DeviceId}/telemetry")
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build());
        Assert.True(published.IsSuccess);
    }

    /// <summary>Publishes what its soil probe gives, and returns once the gateway has it.</summary>
    public async Task MeasureRawAsync(int raw)
    {
        var published = await _client.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic($"devices/{DeviceId}/telemetry")
            .WithPayload(string.Create(
                CultureInfo.InvariantCulture,
                    $$"""{"boot":1,"readings":[{"seq":{{_sequence++}},"age_ms":0,"soil_raw":{{raw}},"soil_moisture":42}]}"""))
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build());
        Assert.True(published.IsSuccess);
    }

    /// <summary>Publishes anything on a topic of its own, and returns once the gateway has it.</summary>
    public Task SayAsync(string topic, string payload) => _client.PublishAsync(new MqttApplicationMessageBuilder()
        .WithTopic($"devices/{DeviceId}/{topic}")
        .WithPayload(payload)
        .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .Build());

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected) await _client.DisconnectAsync();
        _client.Dispose();
    }

    public static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
