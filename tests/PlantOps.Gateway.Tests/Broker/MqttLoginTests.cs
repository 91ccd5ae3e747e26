using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>Programs at the broker that are no devices: a bridge for the devices that it was given, and a reader.</summary>
public sealed class MqttLoginTests : IAsyncLifetime
{
    private const string Reading = """{"boot":1,"readings":[{"seq":1,"age_ms":0,"temperature":21.5}]}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private GatewayHost _gateway = null!;
    private BrokerClient _fern = null!;
    private BrokerClient _ivy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private MqttLogins Logins => _gateway.Services.GetRequiredService<MqttLogins>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        (_fern, _ivy) = (new BrokerClient(_gateway, "AA:BB"), new BrokerClient(_gateway, "CC:DD"));
    }

    public async ValueTask DisposeAsync()
    {
        _fern.Dispose();
        _ivy.Dispose();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttQualityOfServiceLevel.ExactlyOnce)]
    public async Task Publish_OfABridge_IsStoredForEachDeviceThatItWasGiven(MqttQualityOfServiceLevel qos)
    {
        using var bridge = await BridgeAsync(_fern.Device.Id, _ivy.Device.Id);

        foreach (var device in (BrokerClient[])[_fern, _ivy, _fern])
            Assert.True(
                (await bridge.PublishStringAsync(device.Topic("telemetry"), Reading, qos, cancellationToken: Token)).IsSuccess);

        Assert.Single(Stored(_fern));
        Assert.Single(Stored(_ivy));
        Assert.Equal(DeviceState.Online, _gateway.Services.GetRequiredService<DevicePresence>().StateOf(_fern.Device));
    }

    [Fact]
    public async Task Publish_OfABridgeAnywhereElse_IsRefused()
    {
        using var bridge = await BridgeAsync(_fern.Device.Id);
        string[] topics =
        [
            _ivy.Topic("telemetry"), _fern.Topic("heartbeat"), _fern.Topic("status"), _fern.Topic("commands"),
            _fern.Topic("desired"), _fern.Topic("sensor/temperature/state"), "devices/nobody/telemetry", "home/lamp",
        ];

        foreach (var topic in topics)
        {
            var published =
                await bridge.PublishStringAsync(topic, Reading, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token);
            Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, published.ReasonCode);
        }

        foreach (var filter in (string[])["#", "devices/#", _fern.Topic("telemetry"), "devices/+/telemetry"])
            Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, await SubscribeAsync(bridge, filter));
        Assert.Empty(Stored(_ivy));
    }

    [Fact]
    public async Task Change_OfABridgesDevices_IsInForceAtOnce()
    {
        var (login, password) = Logins.Make("Bridge", MqttLogin.Bridge, [_fern.Device.Id], Principal.Local)!.Value;
        using var bridge = await ConnectAsync(login.Id, password);

        Logins.Change(login.Id, null, [_ivy.Device.Id], Principal.Local);

        Assert.False(
            (await bridge.PublishStringAsync(
                _fern.Topic("telemetry"), Reading, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token)).IsSuccess);
        Assert.True(
            (await bridge.PublishStringAsync(
                _ivy.Topic("telemetry"), Reading, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token)).IsSuccess);
    }

    [Fact]
    public async Task Subscribe_OfAReader_GetsWhatEveryDeviceSaysAndNothingThatItIsTold()
    {
        var (login, password) = Logins.Make("Reader", MqttLogin.Reader, [], Principal.Local)!.Value;
        using var reader = await ConnectAsync(login.Id, password);
        var heard = Channel.CreateUnbounded<string>();
        reader.ApplicationMessageReceivedAsync += message =>
        {
            heard.Writer.TryWrite($"{message.ApplicationMessage.Topic} {message.ApplicationMessage.ConvertPayloadToString()}");
            return Task.CompletedTask;
        };
        string[] refused =
        [
            "#", "+/+/telemetry", "devices/#", "devices/+/#", "devices/+/+", "devices/+/commands", "devices/+/desired",
            "devices/+/reported", _fern.Topic("commands/ack"), "$SYS/#", "devices/+/telemetry/more",
        ];
        foreach (var filter in refused)
            Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, await SubscribeAsync(reader, filter));
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS1, await SubscribeAsync(reader, "devices/+/telemetry"));
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS1, await SubscribeAsync(reader, _ivy.Topic("status")));

        await _fern.ConnectAsync();
        await _fern.Mqtt.SubscribeAsync(_fern.Topic("telemetry"), cancellationToken: Token);
        await _fern.PublishAsync(_fern.Topic("telemetry"), Reading);
        Assert.Equal($"{_fern.Topic("telemetry")} {Reading}", await NextAsync(heard));
        using var bridge = await BridgeAsync(_ivy.Device.Id);
        await bridge.PublishStringAsync(
            _ivy.Topic("telemetry"), "21", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token);
        Assert.Equal($"{_ivy.Topic("telemetry")} 21", await NextAsync(heard));
        await _ivy.ConnectAsync();
        await _ivy.PublishAsync(_ivy.Topic("status"), "here");
        Assert.Equal($"{_ivy.Topic("status")} here", await NextAsync(heard));

        var published = await reader.PublishStringAsync(
            _fern.Topic("telemetry"), Reading, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token);
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, published.ReasonCode);
        Assert.Single(Stored(_fern));
    }

    [Fact]
    public async Task Remove_ALoginThatIsConnected_EndsItsConnectionAndLetsNobodyIn()
    {
        var (login, password) = Logins.Make("Reader", MqttLogin.Reader, [], Principal.Local)!.Value;
        using var reader = await ConnectAsync(login.Id, password);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.DisconnectedAsync += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };

        Logins.Remove(login.Id, Principal.Local);

        await ended.Task.WaitAsync(Patience, Token);
        Assert.Null(Logins.Authenticate(login.Id, Encoding.UTF8.GetBytes(password)));
    }

    [Fact]
    public async Task Connect_WithAWill_IsRefused()
    {
        var (login, password) = Logins.Make("Bridge", MqttLogin.Bridge, [_fern.Device.Id], Principal.Local)!.Value;
        using var client = new MqttClientFactory().CreateMqttClient();
        var options = OptionsOf(login.Id, password).WithWillTopic(_fern.Topic("telemetry")).WithWillPayload(Reading);

        var refused = await client.ConnectAsync(options.Build(), Token);

        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, refused.ResultCode);
    }

    [Fact]
    public async Task Post_ALogin_SaysItsPasswordOnceAndIsAudited()
    {
        using var owner = _gateway.SignedIn(TokenRole.Owner);
        using var made = await owner.PostAsJsonAsync(
            "/api/v1/mqtt-logins", new { name = "Node-RED", kind = "bridge", devices = new[] { _fern.Device.Id } }, Token);
        var login = (await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Token))!;
        var id = login.GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.NotNull(Logins.Authenticate(id, Encoding.UTF8.GetBytes(login.GetProperty("password").GetString()!)));

        var list = await owner.GetStringAsync("/api/v1/mqtt-logins", Token);
        Assert.DoesNotContain("password", list, StringComparison.Ordinal);
        using var changed =
            await owner.PutAsJsonAsync($"/api/v1/mqtt-logins/{id}", new { devices = new[] { _ivy.Device.Id } }, Token);
        using var removed = await owner.DeleteAsync($"/api/v1/mqtt-logins/{id}", Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (changed.StatusCode, removed.StatusCode));
        Assert.Equal(
            ["mqtt_login.remove", "mqtt_login.change", "mqtt_login.create"],
            _gateway.Services.GetRequiredService<AuditLog>().Read(null, 10).Select(entry => entry.What));
    }

    [Theory]
    [InlineData("""{"name":"","kind":"bridge"}""", "name")]
    [InlineData("""{"name":"x","kind":"device"}""", "kind")]
    [InlineData("""{"name":"x","kind":"bridge","devices":["nobody"]}""", "devices")]
    [InlineData("""{"name":"x","kind":"reader","devices":["nobody"]}""", "devices")]
    public async Task Post_WhatIsWrong_SaysWhereAndLetsNobodyIn(string body, string field)
    {
        using var owner = _gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(
            "/api/v1/mqtt-logins", new StringContent(body, Encoding.UTF8, "application/json"), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\":[", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Empty(Logins.All);
    }

    [Fact]
    public void Make_MoreThanThereCanBe_MakesNone()
    {
        for (var i = 0; i < MqttLogins.Max; i++) Assert.NotNull(Logins.Make($"{i}", MqttLogin.Reader, [], Principal.Local));

        Assert.Null(Logins.Make("more", MqttLogin.Reader, [], Principal.Local));
    }

    private static async Task<string> NextAsync(Channel<string> heard) =>
        await heard.Reader.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);

    private static async Task<MqttClientSubscribeResultCode> SubscribeAsync(IMqttClient client, string filter) =>
        (await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, Token)).Items.Single().ResultCode;

    private List<Reading> Stored(BrokerClient device) =>
        _gateway.Services.GetRequiredService<IReadingStore>().Read(device.Device.Number, 0, long.MaxValue / 1000, 10);

    private Task<IMqttClient> BridgeAsync(params string[] devices)
    {
        var (login, password) = Logins.Make("Bridge", MqttLogin.Bridge, devices, Principal.Local)!.Value;
        return ConnectAsync(login.Id, password);
    }

    private async Task<IMqttClient> ConnectAsync(string user, string password)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var connected = await client.ConnectAsync(OptionsOf(user, password).Build(), Token);
        Assert.Equal(MqttClientConnectResultCode.Success, connected.ResultCode);
        return client;
    }

    private MqttClientOptionsBuilder OptionsOf(string user, string password) => new MqttClientOptionsBuilder()
        .WithTcpServer("localhost", _gateway.MqttPort)
        .WithTlsOptions(
            tls => tls.UseTls().WithTrustChain(_gateway.Trust().CustomTrustStore).WithRevocationMode(X509RevocationMode.NoCheck))
        .WithCredentials(user, password)
        .WithProtocolVersion(MqttProtocolVersion.V500);
}
