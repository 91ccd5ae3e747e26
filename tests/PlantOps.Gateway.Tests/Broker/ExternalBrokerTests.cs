using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts;
using PlantOps.Gateway.Broker;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>
/// mosquitto is a source of readings like the gateway's own broker: the ingress does not know whose a message was.
/// </summary>
public sealed class ExternalBrokerTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly IMqttClient _device = new MqttClientFactory().CreateMqttClient();
    private MosquittoServer _broker = null!;
    private GatewayHost _gateway = null!;
    private Device _known = null!;

    private Ingress Ingress => _gateway.Services.GetRequiredService<Ingress>();

    public async ValueTask InitializeAsync()
    {
        _broker = await MosquittoServer.StartedAsync();
        _gateway = await GatewayHost.StartedAsync();
        _known = _gateway.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", "AA:BB", null, null, []), "a password that is not used here", null)!;
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _broker.Port).Build();
        await _device.ConnectAsync(options, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _gateway.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Telemetry_OfAKnownDevice_IsStoredAndThenAcknowledged()
    {
        using var feed = new ExternalFeed(Ingress, _broker.Port);
        await feed.ConnectAsync();

        for (var i = 0; i < 20; i++) await PublishAsync("telemetry", Reading(i));

        await AllAsync(feed, 20);
        Assert.Equal(Enumerable.Range(0, 20), Readings().Select(reading => (int)reading.Values[0]));
        Assert.All(feed.Outcomes, outcome => Assert.Equal(PublishOutcome.Taken, outcome.Outcome));
    }

    [Fact]
    public async Task Telemetry_NotAcknowledgedBeforeTheFeedBroke_ComesAgainAndIsStoredOnce()
    {
        using (var first = new ExternalFeed(Ingress, _broker.Port, acknowledges: false))
        {
            await first.ConnectAsync();
            for (var i = 0; i < 5; i++) await PublishAsync("telemetry", Reading(i));
            await UntilAsync(() => Readings().Count == 5);
        }

        using var second = new ExternalFeed(Ingress, _broker.Port);
        await second.ConnectAsync();

        await AllAsync(second, 5);
        Assert.Equal(Enumerable.Range(0, 5), Readings().Select(reading => (int)reading.Values[0]));
    }

    [Fact]
    public async Task Heartbeat_OfAKnownDevice_TellsHowItIs()
    {
        using var feed = new ExternalFeed(Ingress, _broker.Port);
        await feed.ConnectAsync();

        await PublishAsync("heartbeat", """{"uptime":60,"rssi":-61}""");

        await AllAsync(feed, 1);
        Assert.Equal(-61, _gateway.Services.GetRequiredService<DevicePresence>().LastHeartbeat(_known.Number)?.Rssi);
    }

    [Theory]
    [InlineData("telemetry", "{ }", ErrorCodes.Unreadable)]
    [InlineData("heartbeat", "[]", ErrorCodes.Unreadable)]
    [InlineData("mood", "fine", ErrorCodes.UnknownTopic)]
    public async Task Message_ThatCannotBeRead_IsSetAsideAndAcknowledged(string topic, string payload, string reason)
    {
        using var feed = new ExternalFeed(Ingress, _broker.Port);
        await feed.ConnectAsync();

        await PublishAsync(topic, payload);

        await AllAsync(feed, 1);
        var aside = Assert.Single(_gateway.Services.GetRequiredService<IReadingStore>().SetAside(10));
        Assert.Equal((reason, payload), (aside.Reason, Encoding.UTF8.GetString(aside.Payload)));
        Assert.Equal(PublishOutcome.Unreadable, Assert.Single(feed.Outcomes).Outcome);
    }

    [Theory]
    [InlineData("devices/stranger/telemetry")]
    [InlineData("devices/{0}/desired")]
    public async Task Message_OfNoDeviceOrOnATopicOfTheGateway_IsForbiddenAndHoldsNobodyUp(string topic)
    {
        using var feed = new ExternalFeed(Ingress, _broker.Port);
        await feed.ConnectAsync();

        await _device.PublishStringAsync(
            string.Format(null, topic, _known.Id), "{}", MqttQualityOfServiceLevel.AtLeastOnce,
            cancellationToken: TestContext.Current.CancellationToken);
        await PublishAsync("telemetry", Reading(1));

        await AllAsync(feed, 2);
        Assert.Equal([PublishOutcome.Forbidden, PublishOutcome.Taken], feed.Outcomes.Select(outcome => outcome.Outcome));
        Assert.Single(Readings());
    }

    private static string Reading(int sequence) =>
        string.Format(null, """{{"boot":1,"readings":[{{"seq":{0},"ts":{1},"temperature":{0}}}]}}""", sequence,
            1_790_000_000_000 + (sequence * 60_000));

    private Task<MqttClientPublishResult> PublishAsync(string suffix, string payload) => _device.PublishStringAsync(
        $"devices/{_known.Id}/{suffix}", payload, MqttQualityOfServiceLevel.AtLeastOnce,
        cancellationToken: TestContext.Current.CancellationToken);

    private List<Reading> Readings() =>
        _gateway.Services.GetRequiredService<IReadingStore>().Read(_known.Number, 0, long.MaxValue, 100);

    private static Task AllAsync(ExternalFeed feed, int count) => UntilAsync(() => feed.Done.Count >= count);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(Timeout);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isSo()) await beat.WaitForNextTickAsync(deadline.Token);
    }
}
