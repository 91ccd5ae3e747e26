using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>A reading from mosquitto's own client over TLS to disk and out of the API.</summary>
public abstract class ReadingPathTests(ReadingPathGateway shared) : IAsyncLifetime
{
    private GatewayProcess? _own;
    private GatewayProcess _gateway = null!;
    private Credentials _device = null!;
    private MosquittoClient _mosquitto = null!;
    private GatewayApi _api = null!;

    private protected abstract string Executable { get; }

    public async ValueTask InitializeAsync()
    {
        Component.Need("mosquitto_pub");
        Component.Need(File.Exists(Executable), $"{Executable}, which tests/publish-native makes,");
        await UseAsync(await shared.StartedAsync(Executable));
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_own is not null) await _own.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("0", "mqttv311")]
    [InlineData("1", "mqttv311")]
    [InlineData("2", "mqttv311")]
    [InlineData("0", "mqttv5")]
    [InlineData("1", "mqttv5")]
    [InlineData("2", "mqttv5")]
    public async Task Publish_FlatTelemetry_IsStoredWithItsArrival(string qos, string version)
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        var published = await _mosquitto.PublishAsync(
            _device.TelemetryTopic, """{"temperature":21.5,"humidity":48.2,"soil_moisture":33.1,"light_level":812}""", "-q", qos,
            "-V", version);

        Assert.True(published.ExitCode == 0, published.Error);
        var raw = await StoredAsync(1);
        Assert.InRange(raw.GetProperty("t")[0].GetInt64(), before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Assert.Equal(21.5, raw.GetProperty("metrics").GetProperty("temperature")[0].GetDouble());
        Assert.Equal(812, raw.GetProperty("metrics").GetProperty("light_level")[0].GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, raw.GetProperty("seq")[0].ValueKind);
    }

    [Fact]
    public async Task Publish_SameBatchTwiceAndAfterARestart_IsStoredOnce()
    {
        await UseOwnGatewayAsync();
        var time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - 60_000;
        var batch =
            $$"""{"boot":7,"readings":[{"seq":1,"ts":{{time}},"temperature":20},{"seq":2,"ts":{{time + 30_000}},"temperature":20.5}]}""";

        await _mosquitto.PublishAsync(_device.TelemetryTopic, batch, "-q", "1");
        await _mosquitto.PublishAsync(_device.TelemetryTopic, batch, "-q", "1");
        Assert.Equal(0, await _gateway.StopAsync());
        await _gateway.StartAsync();
        await _mosquitto.PublishAsync(_device.TelemetryTopic, batch, "-q", "1");

        var raw = await StoredAsync(2);
        Assert.Equal([time, time + 30_000], raw.GetProperty("t").EnumerateArray().Select(t => t.GetInt64()));
        Assert.Equal([7, 7], raw.GetProperty("boot").EnumerateArray().Select(boot => boot.GetInt32()));
        Assert.Equal([1, 2], raw.GetProperty("seq").EnumerateArray().Select(sequence => sequence.GetInt32()));
    }

    [Fact]
    public async Task Publish_NotJson_IsSetAsideAndCounted()
    {
        await UseOwnGatewayAsync();
        var published = await _mosquitto.PublishAsync(_device.TelemetryTopic, "21.5 degrees", "-q", "1");

        Assert.Equal(0, published.ExitCode);
        await MetricAsync("plantops_messages_set_aside", 1);
        Assert.Empty((await _api.RawAsync(_device.DeviceId)).GetProperty("t").EnumerateArray());
    }

    [Fact]
    public async Task Publish_OnAnotherDevicesTopic_IsRefusedAndCounted()
    {
        await UseOwnGatewayAsync();
        var other = await Credentials.RegisterAsync(_gateway, "AA:BB:CC:00:11:33");

        var published =
            await _mosquitto.PublishAsync(other.TelemetryTopic, """{"temperature":21.5}""", "-q", "1", "-V", "mqttv5");

        Assert.Contains("Not authorized", published.Error + published.Output, StringComparison.OrdinalIgnoreCase);
        await MetricAsync("plantops_messages_refused", 1);
        Assert.Empty((await _api.RawAsync(other.DeviceId)).GetProperty("t").EnumerateArray());
    }

    [Fact]
    public async Task Subscribe_AnotherDevicesTopics_IsRefused()
    {
        var refused = await _mosquitto.SubscribeAsync("devices/+/telemetry", "-W", "3");

        Assert.Contains("denied", refused.Error + refused.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Connect_WrongPassword_IsRefused()
    {
        await UseOwnGatewayAsync();
        var impostor = new MosquittoClient(_gateway, _device with { Password = "guessed" });

        var published = await impostor.PublishAsync(_device.TelemetryTopic, """{"temperature":21.5}""", "-q", "1");

        Assert.NotEqual(0, published.ExitCode);
        await MetricAsync("plantops_broker_failed_logins", 1);
    }

    [Fact]
    public async Task Connect_CaOfAnotherGateway_IsRefusedByTheClient()
    {
        await UseOwnGatewayAsync();
        await using var other = await GatewayProcess.StartedAsync(Executable);
        File.Copy(other.CaFile, _gateway.CaFile, overwrite: true);

        var published = await _mosquitto.PublishAsync(_device.TelemetryTopic, """{"temperature":21.5}""", "-q", "1");

        Assert.NotEqual(0, published.ExitCode);
        Assert.Contains("TLS error", published.Error, StringComparison.Ordinal);
    }

    // For a test that restarts it, makes it slow for this address, or looks at what it has counted.
    private async Task UseOwnGatewayAsync()
    {
        _api.Dispose();
        _own = await GatewayProcess.StartedAsync(Executable);
        await UseAsync(_own);
    }

    private async Task UseAsync(GatewayProcess gateway)
    {
        _gateway = gateway;
        gateway.ShowLogInThisTest();
        _device = await Credentials.RegisterAsync(gateway, $"reading-path-{Guid.NewGuid():N}");
        _mosquitto = new MosquittoClient(gateway, _device);
        _api = await gateway.ApiAsync();
    }

    private async Task<System.Text.Json.JsonElement> StoredAsync(int expected)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            // QoS 0 promises nothing about when; QoS 1 and 2 are there at the first look.
            var raw = await _api.RawAsync(_device.DeviceId);
            if (raw.GetProperty("t").GetArrayLength() >= expected || !await TickAsync(beat, deadline.Token))
            {
                Assert.Equal(expected, raw.GetProperty("t").GetArrayLength());
                return raw;
            }
        }
    }

    private async Task MetricAsync(string name, double expected)
    {
        using var http = _gateway.CreateHttps();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var metrics = await http.GetStringAsync("/metrics", deadline.Token);
            var value = metrics.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Sum(line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
            if (value >= expected) return;
            Assert.True(await TickAsync(beat, deadline.Token), $"{name} is {value}, not {expected}.");
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer beat, CancellationToken deadline)
    {
        try
        {
            return await beat.WaitForNextTickAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>A gateway for the tests of a class that leave it as it is, each with a device of its own.</summary>
public sealed class ReadingPathGateway : IAsyncLifetime
{
    private readonly Lock _lock = new();
    private Task<GatewayProcess>? _started;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_started is { IsCompletedSuccessfully: true } started) await (await started).DisposeAsync();
    }

    internal Task<GatewayProcess> StartedAsync(string executable)
    {
        lock (_lock) return _started ??= GatewayProcess.StartedAsync(executable);
    }
}

public sealed class BuiltGatewayReadingPathTests(ReadingPathGateway shared)
    : ReadingPathTests(shared), IClassFixture<ReadingPathGateway>
{
    private protected override string Executable => Repository.Gateway;
}

public sealed class NativeGatewayReadingPathTests(ReadingPathGateway shared)
    : ReadingPathTests(shared), IClassFixture<ReadingPathGateway>
{
    private protected override string Executable => Repository.NativeGateway;
}
