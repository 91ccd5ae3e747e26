using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External;

/// <summary>A gateway whose devices connect to mosquitto.</summary>
public sealed class MqttBrokerTests : IAsyncLifetime
{
    private readonly Channel<(string Topic, string Payload)> _heard = Channel.CreateUnbounded<(string, string)>();
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private MosquittoServer _broker = null!;
    private GatewayHost _gateway = null!;
    private Device _fern = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await MosquittoServer.StartedAsync();
        _gateway = await GatewayHost.StartedAsync(
            more: ["--Broker:Mode", "mqtt", "--Broker:Address", $"mqtt://127.0.0.1:{_broker.Port}"]);
        _fern = Get<DeviceRegistry>().Admit(new DeviceDescription("Fern", "AA:BB", null, null, []), "not used here", null)!;
        _client.ApplicationMessageReceivedAsync += received =>
        {
            var message = received.ApplicationMessage;
            _heard.Writer.TryWrite((message.Topic, Encoding.UTF8.GetString(message.Payload)));
            return Task.CompletedTask;
        };
        await ConnectAsync();
        await UntilAsync(() => Problem() is null);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Telemetry_OfADevice_IsStoredAndTheDeviceIsTold()
    {
        await PublishAsync("telemetry", Batch(7, 1, 5));

        Assert.Equal("""{"boot":7,"also":[[1,5]]}""", await StoredAsync());
        Assert.Equal(5, Readings().Count);
        Assert.Equal(DeviceState.Online, Get<DevicePresence>().StateOf(_fern));
    }

    [Fact]
    public async Task Telemetry_ThatComesAgain_IsStoredOnceAndTheDeviceIsToldAgain()
    {
        await PublishAsync("telemetry", Batch(7, 1, 5));
        await StoredAsync();
        await PublishAsync("telemetry", Batch(7, 1, 8));

        Assert.Equal("""{"boot":7,"also":[[1,8]]}""", await StoredAsync());
        Assert.Equal(8, Readings().Count);
    }

    [Theory]
    [InlineData("""{"boot":7,"readings":[{"seq":1,"ts":"when?","temperature":20}]}""", 0)]
    [InlineData("""{"boot":7,"readings":[{"seq":1,"temperature":20},{"seq":2,"temperature":[1]}]}""", 1)]
    [InlineData("""{"boot":7,"readings":[{"seq":1,"temperature":20},{"seq":2,"temperature":21}""", 0)]
    public async Task Telemetry_ThatCannotBeRead_IsNotSentForEver(string payload, int stored)
    {
        await PublishAsync("telemetry", payload);

        Assert.StartsWith("""{"boot":7,"also":[[1,""", await StoredAsync(), StringComparison.Ordinal);
        Assert.InRange(Readings().Count, stored, 2);
    }

    [Fact]
    public async Task Telemetry_OfSomebodyElsesDevice_IsStored()
    {
        await PublishAsync("telemetry", """{"temperature":21.5}""");

        await UntilAsync(() => Readings().Count == 1);
    }

    [Theory]
    [InlineData("devices/stranger/telemetry")]
    [InlineData("devices//telemetry")]
    [InlineData("devices/{0}/telemetry")]
    public async Task Message_OfNobody_HoldsNobodyUp(string topic)
    {
        var registry = Get<DeviceRegistry>();
        var other = registry.Admit(new DeviceDescription("Lily", "CC:DD", null, null, []), "not used here", null)!;
        registry.Change(other, device => device with { RetiredAt = 1 });
        await PublishToAsync(string.Format(null, topic, other.Id), Batch(7, 1, 5));
        await PublishAsync("telemetry", Batch(7, 1, 5));

        Assert.Equal("""{"boot":7,"also":[[1,5]]}""", await StoredAsync());
        Assert.Empty(Get<IReadingStore>().Read(other.Number, 0, long.MaxValue, 100));
        Assert.Null(Problem());
    }

    [Fact]
    public async Task Status_OfADevice_SaysWhetherItIsConnected()
    {
        var presence = Get<DevicePresence>();
        await PublishAsync("status", """{"state":"online"}""", isRetained: true);
        await UntilAsync(() => presence.IsConnected(_fern.Number));
        await PublishAsync("status", """{"state":"online"}""", isRetained: true);
        await PublishAsync("status", """{"state":"offline"}""", isRetained: true);

        await UntilAsync(() => !presence.IsConnected(_fern.Number));
    }

    [Fact]
    public async Task Status_RetainedFromBeforeTheGatewayCame_SaysThatTheDeviceIsConnected()
    {
        await PublishAsync("status", """{"state":"online"}""", isRetained: true);
        var presence = Get<DevicePresence>();
        await UntilAsync(() => presence.IsConnected(_fern.Number));

        await using var second = await GatewayHost.StartedAsync(
            more: ["--Broker:Mode", "mqtt", "--Broker:Address", $"mqtt://127.0.0.1:{_broker.Port}"]);
        var known = second.Services.GetRequiredService<DeviceRegistry>().Keep(_fern.Id, "Fern", null);
        await _broker.KillAsync();
        await _broker.RestartAsync();
        await ConnectAsync();
        await PublishAsync("status", """{"state":"online"}""", isRetained: true);

        await UntilAsync(() => second.Services.GetRequiredService<DevicePresence>().IsConnected(known.Number));
    }

    [Fact]
    public async Task Command_ToADevice_GoesThereAndItsAnswerComesBack()
    {
        var told = Get<DeviceOutbox>().Command(_fern, new DeviceCommand { Id = "c-1", Name = CommandNames.Identify });

        Assert.Contains("c-1", await HeardAsync($"devices/{_fern.Id}/commands"), StringComparison.Ordinal);
        await told;
    }

    [Fact]
    public async Task Reported_AnEarlierVersion_HasTheSettingsSentAgain()
    {
        var (desired, _) = Get<SettingsRegistry>().Change(_fern, new SettingsChange { IntervalS = 30 });

        await PublishAsync("reported", """{"version":0,"interval_s":60}""");
        var sent = await HeardAsync($"devices/{_fern.Id}/desired");
        await PublishAsync("reported", $$"""{"version":{{desired!.Version}},"interval_s":30}""");
        await PublishAsync("telemetry", Batch(7, 1, 1));
        await StoredAsync();

        Assert.Contains("\"interval_s\":30", sent, StringComparison.Ordinal);
        Assert.False(_heard.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task Settings_ChangedWhileTheBrokerIsAway_GoToTheDeviceWhenItIsBack()
    {
        await _broker.KillAsync();
        await UntilAsync(() => Problem() is not null);
        Get<SettingsRegistry>().Change(_fern, new SettingsChange { IntervalS = 30 });
        await Get<DeviceOutbox>().Desire(_fern);

        await _broker.RestartAsync();
        await ConnectAsync();

        Assert.Contains("\"interval_s\":30", await HeardAsync($"devices/{_fern.Id}/desired"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WhileTheBrokerIsAway_IsSaidNotToGo()
    {
        await _broker.KillAsync();
        await UntilAsync(() => Problem() is not null);

        await Assert.ThrowsAsync<BrokerAwayException>(() =>
            Get<DeviceOutbox>().Command(_fern, new DeviceCommand { Id = "c-1", Name = CommandNames.Identify }));
    }

    [Fact]
    public async Task Broker_KilledWithAllItHas_IsConnectedToAgain()
    {
        await _broker.KillAsync();
        await UntilAsync(() => Problem() is not null);
        await _broker.RestartAsync();
        await ConnectAsync();
        await UntilAsync(() => Problem() is null);

        await PublishAsync("telemetry", Batch(7, 1, 5));

        Assert.Equal("""{"boot":7,"also":[[1,5]]}""", await StoredAsync());
    }

    [Fact]
    public async Task Gateway_WithAnotherBroker_ListensForNoDevices()
    {
        using var client = new TcpClient();

        await Assert.ThrowsAsync<SocketException>(() =>
            client.ConnectAsync("127.0.0.1", _gateway.MqttPort, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public void Registration_WithAnotherBroker_SaysWhereItIsAndWhatCounts()
    {
        var answer = Get<RegistrationAnswer>().For(new AdmittedDevice(_fern, "secret"), "gateway.example");

        // The broker is on the gateway's own machine.
        Assert.Equal(("gateway.example", 8883, Acknowledgements.Stored), (answer.MqttHost, answer.MqttPort, answer.Acknowledge));
    }

    private static string Batch(long boot, int first, int last) => $$"""{"boot":{{boot}},"readings":[{{string.Join(',', Enumerable
        .Range(first, last - first + 1)
        .Select(seq => $$"""{"seq":{{seq}},"ts":{{1_790_000_000_000 + (seq * 60_000)}},"temperature":{{seq}}}"""))}}]}""";

    private async Task ConnectAsync()
    {
        await _client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _broker.Port).Build(),
            TestContext.Current.CancellationToken);
        foreach (var kind in new[] { "stored", "commands", "desired" })
        {
            await _client.SubscribeAsync(
                $"devices/{_fern.Id}/{kind}", MqttQualityOfServiceLevel.AtLeastOnce, TestContext.Current.CancellationToken);
        }
    }

    private Task<MqttClientPublishResult> PublishAsync(string suffix, string payload, bool isRetained = false) =>
        PublishToAsync($"devices/{_fern.Id}/{suffix}", payload, isRetained);

    private Task<MqttClientPublishResult> PublishToAsync(string topic, string payload, bool isRetained = false) =>
        _client.PublishStringAsync(
        topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, isRetained, TestContext.Current.CancellationToken);

    private Task<string> StoredAsync() => HeardAsync($"devices/{_fern.Id}/stored");

    private async Task<string> HeardAsync(string topic)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            var (heard, payload) = await _heard.Reader.ReadAsync(deadline.Token);
            if (heard == topic) return payload;
        }
    }

    private string? Problem() =>
        _gateway.Services.GetServices<IHealthSource>().Select(source => source.Problem())
            .FirstOrDefault(problem => problem is not null);

    private List<Reading> Readings() => Get<IReadingStore>().Read(_fern.Number, 0, long.MaxValue, 100);

    private T Get<T>()
        where T : notnull => _gateway.Services.GetRequiredService<T>();

    private static Task UntilAsync(Func<bool> isSo) => Eventually.IsAsync(isSo);
}
