using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Broker.External.Access.Mosquitto;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External.Access.Mosquitto;

/// <summary>A mosquitto whose list of clients a gateway keeps.</summary>
public abstract class DynamicSecurityRig : IAsyncLifetime
{
    private readonly List<IMqttClient> _clients = [];

    private protected TemporaryDirectory Files { get; } = new();

    private protected MosquittoServer Broker { get; set; } = null!;

    private protected GatewayHost Host { get; set; } = null!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Files.File("password"), MosquittoList.Password);
        Directory.CreateDirectory(Files.File("data"));
        Broker = await MosquittoServer.StartedAsync(MosquittoList.Made(Files.File("clients.json")));
        await StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Host.DisposeAsync();
        await Broker.DisposeAsync();
        Files.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected bool Knows(string user) =>
        File.ReadAllText(Files.File("clients.json")).Contains($"\"username\":\t\"{user}\"", StringComparison.Ordinal);

    private protected DynamicSecurityLink NewLink() => ActivatorUtilities.CreateInstance<DynamicSecurityLink>(Host.Services);

    private protected T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    private protected static IHealthSource Source(GatewayHost gateway, string component) =>
        gateway.Services.GetServices<IHealthSource>().Single(health => health.Component == component);

    private protected Task<GatewayHost> HostAsync() => GatewayHost.StartedAsync(dataDirectory: Files.File("data"), more:
    [
        "--Broker:Mode", "mqtt", "--Broker:Address", $"mqtt://127.0.0.1:{Broker.Port}", "--Broker:Username", MosquittoList.User,
        "--Broker:PasswordFile", Files.File("password"), "--Broker:DynamicSecurity", "true",
    ]);

    private protected async Task StartGatewayAsync()
    {
        Host = await HostAsync();
        foreach (var component in new[] { "broker", "mosquitto_clients" })
        {
            var source = Source(Host, component);
            await Eventually.IsAsync(() => source.Problem() is null);
        }
    }

    private protected async Task<(string Device, string Password)> RegisterAsync(string hardware)
    {
        using var owner = Host.SignedIn(TokenRole.Owner);
        var known = Get<DeviceRegistry>().FindByHardware(hardware);
        using var made = known is null
            ? await owner.PostAsJsonAsync("/api/v1/enrolments", new { name = "Fern" }, Token)
            : await owner.PostAsync($"/api/v1/devices/{known.Id}/claim", null, Token);
        var code = (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString();
        using var device = Host.Https();
        using var answer = await device.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = hardware }, Token);
        var registered = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (registered.GetProperty("mqtt_username").GetString()!, registered.GetProperty("mqtt_password").GetString()!);
    }

    private protected async Task EndAsync(string device, string end)
    {
        using var owner = Host.SignedIn(TokenRole.Owner);
        (await owner.PostAsync($"/api/v1/devices/{device}/{end}", null, Token)).EnsureSuccessStatusCode();
    }

    private protected static Task<MqttClientPublishResult> PublishAsync(IMqttClient client, string topic, string payload) =>
        client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token);

    private protected async Task<IMqttClient> ConnectAsync(string user, string password, string clientId)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Broker.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithCredentials(user, password).WithClientId(clientId).Build();
        var answer = await client.ConnectAsync(options, Token);
        if (answer.ResultCode != MqttClientConnectResultCode.Success)
            throw new MqttCommunicationException($"{answer.ResultCode}");
        return client;
    }

    private protected async Task<bool> EntersAsync(string user, string password, string clientId)
    {
        try
        {
            var client = await ConnectAsync(user, password, clientId);
            await client.DisconnectAsync(cancellationToken: Token);
            return true;
        }
        catch (MqttCommunicationException)
        {
            return false;
        }
    }
}
