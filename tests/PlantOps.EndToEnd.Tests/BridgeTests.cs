using System.Globalization;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>mosquitto's bridge of somebody else's broker is a device of the gateway.</summary>
public sealed class BridgeTests : IAsyncLifetime
{
    private const int Readings = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private GatewayProcess _gateway = null!;
    private Credentials _device = null!;
    private GatewayApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        Component.Need("mosquitto");
        Component.Need("mosquitto_pub");
        _gateway = await GatewayProcess.StartedAsync();
        _device = await Credentials.RegisterAsync(_gateway, "AA:BB:CC:00:11:22");
        _api = await _gateway.ApiAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_gateway is not null) await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("mqttv311", "notifications false")]
    [InlineData("mqttv50", "notifications false")]
    [InlineData("mqttv311", "notifications_local_only true")]
    public async Task Bridge_ForwardsADevicesTelemetry_EachReadingIsStoredOnce(string version, string notifications)
    {
        await using var broker = new MosquittoBroker(
            _gateway, _device, $"topic {_device.TelemetryTopic} out 1", $"bridge_protocol_version {version}", notifications);
        await broker.StartAsync();
        for (var sequence = 0; sequence < Readings; sequence++)
            await broker.PublishAsync(_device.TelemetryTopic, Reading(sequence));
        await StoredAsync(Readings);

        // What is published while the gateway is away waits in the bridge, which sends it, and what was not acknowledged, again.
        Assert.Equal(0, await _gateway.StopAsync());
        for (var sequence = Readings; sequence < 2 * Readings; sequence++)
            await broker.PublishAsync(_device.TelemetryTopic, Reading(sequence));
        await _gateway.StartAsync();

        await StoredAsync(2 * Readings);
    }

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv50")]
    public async Task Bridge_SaysHowItIsInSys_IsRefusedAndTheGatewayGoesOn(string version)
    {
        await using var broker = new MosquittoBroker(
            _gateway, _device, $"topic {_device.TelemetryTopic} out 1", $"bridge_protocol_version {version}",
            "notifications true");
        await broker.StartAsync();
        await broker.PublishAsync(_device.TelemetryTopic, Reading(0));

        await RefusedAsync(3);
        await AssertGoesOnAsync();
    }

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv50")]
    public async Task Bridge_WithALoginForSeveralDevices_EachDevicesReadingsAreStoredOnce(string version)
    {
        var other = await Credentials.RegisterAsync(_gateway, "AA:BB:CC:00:11:33");
        var login = await Credentials.LoginAsync(_gateway, "bridge", _device.DeviceId, other.DeviceId);
        await using var broker = new MosquittoBroker(
            _gateway, login, $"topic {_device.TelemetryTopic} out 1", $"topic {other.TelemetryTopic} out 1",
            $"bridge_protocol_version {version}", "notifications false");
        await broker.StartAsync();
        for (var sequence = 0; sequence < Readings; sequence++)
        {
            await broker.PublishAsync(_device.TelemetryTopic, Reading(sequence));
            await broker.PublishAsync(other.TelemetryTopic, Reading(sequence));
        }

        await StoredAsync(Readings);
        await StoredAsync(Readings, other);
    }

    [Fact]
    public async Task Subscribe_WithAReadersLogin_ShowsWhatDevicesSayAndNothingElse()
    {
        Component.Need("mosquitto_sub");
        var login = await Credentials.LoginAsync(_gateway, "reader");
        var reader = new MosquittoClient(_gateway, login);
        var refused = await reader.SubscribeAsync("devices/#", "-C", "1", "-W", "30", "-q", "1");
        Assert.Contains("denied", refused.Error + refused.Output, StringComparison.OrdinalIgnoreCase);

        // It sees nothing from before it came: the device says the same again until it has heard it.
        var heard = reader.SubscribeAsync("devices/+/telemetry", "-C", "1", "-W", "120", "-v", "-q", "1");
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var sequence = 0; !heard.IsCompleted; sequence++)
        {
            await new MosquittoClient(_gateway, _device).PublishAsync(_device.TelemetryTopic, Reading(sequence), "-q", "1");
            await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.StartsWith($"{_device.TelemetryTopic} {{\"boot\":1", (await heard).Output, StringComparison.Ordinal);
        var published = await reader.PublishAsync(_device.TelemetryTopic, Reading(0), "-q", "1", "-V", "mqttv5");
        Assert.Contains("Not authorized", published.Error + published.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Bridge_ForwardsEverything_IsCutOffAgainAndAgainAndTheGatewayGoesOn()
    {
        await using var broker = new MosquittoBroker(_gateway, _device, "topic # out 1", "notifications false");
        await broker.StartAsync();
        await broker.PublishAsync("home/lamp", "on");

        await RefusedAsync(3);
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task Bridge_ForwardsEverythingWithMqtt5_OnlyWhatIsNotTheDevicesIsRefused()
    {
        await using var broker = new MosquittoBroker(
            _gateway, _device, "topic # out 1", "bridge_protocol_version mqttv50", "notifications false");
        await broker.StartAsync();
        await broker.PublishAsync("home/lamp", "on");
        await broker.PublishAsync(_device.TelemetryTopic, Reading(0));

        await StoredAsync(1);
        await RefusedAsync(1);
    }

    private async Task AssertGoesOnAsync()
    {
        var other = await Credentials.RegisterAsync(_gateway, "AA:BB:CC:00:11:33");
        var published = await new MosquittoClient(_gateway, other).PublishAsync(other.TelemetryTopic, Reading(1), "-q", "1");

        Assert.True(published.ExitCode == 0, published.Error);
        Assert.Equal([1], (await _api.IdentitiesAsync(other.DeviceId)).Values);
        Assert.DoesNotContain("Exception", _gateway.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _gateway.StopAsync());
    }

    private async Task StoredAsync(int expected, Credentials? device = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        Dictionary<(long Boot, long Sequence), int> stored;
        while ((stored = await _api.IdentitiesAsync((device ?? _device).DeviceId)).Count < expected)
            await beat.WaitForNextTickAsync(deadline.Token);
        Assert.Equal(Enumerable.Range(0, expected).Select(sequence => (1L, (long)sequence)), stored.Keys.Order());
        Assert.All(stored.Values, times => Assert.Equal(1, times));
    }

    private async Task RefusedAsync(int expected)
    {
        using var http = _gateway.CreateHttps();
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var metrics = await http.GetStringAsync("/metrics", deadline.Token);
            var value = metrics.Split('\n').Where(line => line.StartsWith("plantops_messages_refused", StringComparison.Ordinal))
                .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
            if (value >= expected) return;
            await beat.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static string Reading(int sequence) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"boot":1,"readings":[{"seq":{{sequence}},"age_ms":0,"temperature":21.5}]}""");
}
