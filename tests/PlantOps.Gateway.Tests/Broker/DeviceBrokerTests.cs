using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class DeviceBrokerTests : IAsyncLifetime
{
    private const string Reading = """{"temperature":21.5}""";

    private GatewayHost _gateway = null!;
    private BrokerClient _device = null!;

    private IReadingStore Store => _gateway.Services.GetRequiredService<IReadingStore>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _device = new BrokerClient(_gateway, "AA:BB");
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Connect_SameDeviceAgainUnderAnotherClientId_TakesOver(MqttProtocolVersion version)
    {
        using var second = new BrokerClient(_gateway, "AA:BB");
        await _device.ConnectAsync(version, options => options.WithClientId("first"));

        await second.ConnectAsync(version, options => options.WithClientId("second"));

        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        await second.PublishAsync(second.Topic("telemetry"), Reading);
        Assert.Equal(DeviceState.Online, _gateway.Services.GetRequiredService<DevicePresence>().StateOf(second.Device));
    }

    [Theory]
    [InlineData("telemetry")]
    [InlineData("#")]
    public async Task Publish_OfADeviceThatSubscribesToItself_ComesBackAndIsStored(string filter)
    {
        var back = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _device.Mqtt.ApplicationMessageReceivedAsync += received =>
        {
            if (received.ApplicationMessage.Topic == _device.Topic("telemetry"))
                back.TrySetResult(received.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await _device.ConnectAsync();
        await _device.Mqtt.SubscribeAsync(_device.Topic(filter), cancellationToken: TestContext.Current.CancellationToken);

        await _device.PublishAsync(_device.Topic("telemetry"), Reading);

        Assert.Equal(Reading, await back.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken));
        Assert.Single(Store.Read(_device.Device.Number, 0, long.MaxValue, int.MaxValue));
    }

    [Fact]
    public async Task Connect_LastWillOnAnotherDevicesTopic_IsRefused()
    {
        var refused =
            await _device.ConnectAsync(more: options => options.WithWillTopic("devices/other/status").WithWillPayload("x"));

        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, refused.ResultCode);
    }

    [Fact]
    public async Task Disconnect_AfterItSaidWhenItIsBack_IsAsleepUntilItComesBack()
    {
        var presence = _gateway.Services.GetRequiredService<DevicePresence>();
        await _device.ConnectAsync();
        await _device.PublishAsync(_device.Topic("status"), """{"state":"offline","back_in_s":3660}""");

        await _device.Mqtt.DisconnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(_device.Device.Number), TimeSpan.FromMinutes(3)));
        Assert.Equal(DeviceState.Asleep, presence.StateOf(_device.Device));

        using var again = new BrokerClient(_gateway, "AA:BB");
        await again.ConnectAsync();
        Assert.Equal(DeviceState.Online, presence.StateOf(again.Device));
    }

    [Fact]
    public async Task Disconnect_AfterItSaidThatItSleepsForYears_IsNotBelievedForLonger()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await GatewayHost.StartedAsync(time);
        var presence = gateway.Services.GetRequiredService<DevicePresence>();
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync();
        await device.PublishAsync(device.Topic("status"), """{"state":"offline","back_in_s":2000000000}""");

        await device.Mqtt.DisconnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(device.Device.Number), TimeSpan.FromMinutes(3)));
        time.Advance(TimeSpan.FromDays(3));

        Assert.Equal(DeviceState.Offline, presence.StateOf(device.Device));
    }

    [Fact]
    public async Task Publish_QoS1_IsInTheStoreWhenItIsAcknowledged()
    {
        await _device.ConnectAsync();

        var result = await _device.PublishAsync(_device.Topic("telemetry"), Reading);

        Assert.Equal(MqttClientPublishReasonCode.Success, result.ReasonCode);
        Assert.Single(Store.Read(_device.Device.Number, 0, long.MaxValue, 10));
    }

    [Fact]
    public async Task Publish_SeveralSoilChannels_EachIsStoredOnce()
    {
        await _device.ConnectAsync();
        const string Batch = """{"boot":1,"readings":[{"seq":0,"temperature":21,"soil_moisture":40,"soil_moisture_3":60,"soil_moisture_16":70}]}""";

        await _device.PublishAsync(_device.Topic("telemetry"), Batch);
        await _device.PublishAsync(_device.Topic("telemetry"), Batch);

        using var client = _gateway.SignedIn();
        Assert.Equal((40, 21), await LatestAsync(client, ""));
        Assert.Equal((60, 21), await LatestAsync(client, "&soil_channel=3"));
        Assert.Equal((70, 21), await LatestAsync(client, "&soil_channel=16"));
        Assert.Equal(HttpStatusCode.BadRequest,
            (await client.GetAsync(TelemetryOf("&soil_channel=17"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Publish_WithTopicAliasOnly_IsStoredToo()
    {
        await _device.ConnectAsync();
        var first = new MqttApplicationMessageBuilder().WithTopic(_device.Topic("telemetry")).WithTopicAlias(3)
            .WithPayload(Reading)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        var second = new MqttApplicationMessageBuilder().WithTopicAlias(3).WithPayload("""{"temperature":22}""")
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();

        await _device.Mqtt.PublishAsync(first, TestContext.Current.CancellationToken);
        await _device.Mqtt.PublishAsync(second, TestContext.Current.CancellationToken);

        Assert.Equal(2, Store.Read(_device.Device.Number, 0, long.MaxValue, 10).Count);
    }

    [Fact]
    public async Task Publish_Unreadable_IsSetAsideWithItsReasonAndAcknowledgedAsSuch()
    {
        await _device.ConnectAsync();

        var result = await _device.PublishAsync(_device.Topic("telemetry"), """{"temperature":"warm"}""");

        Assert.Equal(MqttClientPublishReasonCode.PayloadFormatInvalid, result.ReasonCode);
        var kept = Assert.Single(Store.SetAside(10));
        Assert.Equal((_device.Device.Number, ErrorCodes.Unreadable, "temperature: expected a number."),
            (kept.Device, kept.Reason, kept.Detail));
    }

    [Fact]
    public async Task Publish_OnAnUnknownTopicOfItsOwn_IsSetAside()
    {
        await _device.ConnectAsync();

        await _device.PublishAsync(_device.Topic("mood"), "happy");

        Assert.Equal(ErrorCodes.UnknownTopic, Assert.Single(Store.SetAside(10)).Reason);
    }

    [Fact]
    public async Task Publish_LargeAndUnreadable_IsSetAsideWhole()
    {
        await _device.ConnectAsync();

        await _device.PublishAsync(_device.Topic("telemetry"), new string(' ', Limits.MaxTelemetryBytes + 1));

        var kept = Assert.Single(Store.SetAside(10));
        Assert.Equal((ErrorCodes.TooLarge, Limits.MaxTelemetryBytes + 1), (kept.Reason, kept.Payload.Length));
    }

    [Fact]
    public async Task Publish_OnAForbiddenTopicWithMqtt311_EndsTheConnection()
    {
        await _device.ConnectAsync(MqttProtocolVersion.V311);

        await Assert.ThrowsAnyAsync<MqttCommunicationException>(() => _device.PublishAsync("devices/other/telemetry", Reading));

        Assert.Empty(Store.SetAside(10));
    }

    [Fact]
    public async Task Publish_PacketAboveTheLimit_EndsTheConnectionAndNothingElse()
    {
        await _device.ConnectAsync(MqttProtocolVersion.V311);

        await Assert.ThrowsAnyAsync<Exception>(
            () => _device.PublishAsync(_device.Topic("telemetry"), new string(' ', Limits.MaxPacketBytes)));
        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);

        using var again = new BrokerClient(_gateway, "AA:BB");
        Assert.Equal(MqttClientConnectResultCode.Success, (await again.ConnectAsync()).ResultCode);
    }

    [Fact]
    public async Task Publish_ManyInFlight_AllAcknowledgedAndStoredOnce()
    {
        await _device.ConnectAsync();
        var publishes = Enumerable.Range(0, 500).Select(i => _device.PublishAsync(
            _device.Topic(i % 5 == 0 ? "heartbeat" : "telemetry"),
            i % 5 == 0 ? """{"uptime":1}""" : $$"""{"boot":1,"readings":[{"seq":{{i}},"temperature":{{i % 40}}}]}"""));

        var results = await Task.WhenAll(publishes);

        Assert.All(results, result => Assert.True(result.IsSuccess));
        Assert.Equal(400, Store.Read(_device.Device.Number, 0, long.MaxValue, 1000).Count);
    }

    [Fact]
    public async Task Heartbeat_IsRemembered()
    {
        await _device.ConnectAsync();

        await _device.PublishAsync(
            _device.Topic("heartbeat"), """{"timestamp":1,"uptime":86460,"rssi":-61,"buffered":3,"lost":1}""");

        var heartbeat = _gateway.Services.GetRequiredService<DevicePresence>().LastHeartbeat(_device.Device.Number)!;
        Assert.Equal((86460, -61, 3, 1), (heartbeat.UptimeSeconds, heartbeat.Rssi, heartbeat.Buffered, heartbeat.Lost));
    }

    [Fact]
    public async Task Stop_WhileDevicesPublishWithoutAPause_EndsTheirConnections()
    {
        var devices = Enumerable.Range(0, 8).Select(i => new BrokerClient(_gateway, $"flood-{i}")).ToList();
        foreach (var device in devices) await device.ConnectAsync();
        using var acknowledged = new SemaphoreSlim(0);
        var flood = Task.WhenAll(
            devices.SelectMany(device => Enumerable.Range(0, 10).Select(_ => FloodAsync(device, acknowledged))));
        for (var i = 0; i < 100; i++)
            Assert.True(await acknowledged.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken));

        // Throws where it takes longer than the gateway gives it.
        await _gateway.StopAsync();

        await flood.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        foreach (var device in devices) device.Dispose();
    }

    [Fact]
    public async Task Connection_OfSomethingElse_IsClosedAndTheBrokerGoesOn()
    {
        using var stranger = new TcpClient();
        await stranger.ConnectAsync("localhost", _gateway.MqttPort, TestContext.Current.CancellationToken);
        await stranger.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(MqttClientConnectResultCode.Success, (await _device.ConnectAsync()).ResultCode);
    }

    private string TelemetryOf(string parameters) => $"/api/v1/devices/{_device.Device.Id}/telemetry?from=0{parameters}";

    private async Task<(double Soil, double Temperature)> LatestAsync(HttpClient client, string parameters)
    {
        var answer = await client.GetFromJsonAsync<JsonElement>(TelemetryOf(parameters), TestContext.Current.CancellationToken);
        var metrics = answer.GetProperty("metrics");
        return (Assert.Single(metrics.GetProperty("soil_moisture").EnumerateArray()).GetDouble(),
            metrics.GetProperty("temperature")[0].GetDouble());
    }

    // Until the connection ends.
    private static async Task FloodAsync(BrokerClient device, SemaphoreSlim acknowledged)
    {
        try
        {
            while (true)
            {
                await device.PublishAsync(device.Topic("telemetry"), Reading);
                acknowledged.Release();
            }
        }
        catch (Exception)
        {
            // Whichever it is, depending on how far the client was: it ends because the connection does.
            await device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        }
    }
}
