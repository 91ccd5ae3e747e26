using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Contracts;
using PlantOps.Gateway.Broker;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>What cannot be read ends no connection, is acknowledged, and makes nothing grow.</summary>
public sealed class UnreadableMessageTests
{
    private const string Good = """{"temperature":21.5}""";

    [Theory]
    [InlineData("telemetry", """{"temperature":1,"\ud800":"x"}""")]
    [InlineData("telemetry", """{"temperature":1,"quality":{"temperature":"\ud800"}}""")]
    [InlineData("telemetry", """{"temperature":1,"quality":{"\udc00":"stuck"}}""")]
    [InlineData("telemetry", """{"readings":[{"temperature":1,"\ud800":2}]}""")]
    [InlineData("telemetry", """{"\ud800":1}""")]
    [InlineData("heartbeat", """{"\ud800":1}""")]
    [InlineData("status", """{"\ud800":1,"state":"\ud800"}""")]
    [InlineData("reported", """{"\ud800":1,"version":3,"firmware_version":"\ud800"}""")]
    [InlineData("commands/ack", """{"\ud800":1,"id":"\ud800"}""")]
    [InlineData("mood", """{"\ud800":1}""")]
    public async Task Publish_HalfASurrogatePair_IsAcknowledgedAndTheConnectionGoesOn(string topic, string payload)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync(MqttProtocolVersion.V311);

        await device.PublishAsync(device.Topic(topic), payload);
        await device.PublishAsync(device.Topic("telemetry"), Good);

        Assert.False(device.Ended.Task.IsCompleted);
        Assert.Contains(Readings(gateway, device), reading => reading.Values[0] == 21.5);
    }

    [Fact]
    public async Task Publish_HalfASurrogatePairBesideGoodValues_StoresTheValues()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync();

        const string Odd = """{"temperature":1,"\ud800":"x","quality":{"temperature":"\ud800"}}""";
        await device.PublishAsync(device.Topic("telemetry"), Odd);

        Assert.Equal(1, Assert.Single(Readings(gateway, device)).Values[0]);
        Assert.Empty(SetAside(gateway));
    }

    [Fact]
    public async Task Publish_TheParserItselfFails_IsSetAsideAndAcknowledged()
    {
        await using var gateway = await GatewayHost.StartedAsync(substitute: services => services.AddSingleton(provider =>
            new TelemetryIntake(
                provider.GetRequiredService<SetAsideBudget>(), provider.GetRequiredService<DeviceInputs>(),
                provider.GetRequiredService<DevicePresence>(), provider.GetRequiredService<SettingsRegistry>(),
                TimeProvider.System, NullLogger<TelemetryIntake>.Instance)
            {
                Parse = (payload, now, rules) => payload.Length == 3
                    ? throw new InvalidOperationException("A bug.")
                    : TelemetryParser.Parse(payload, now, rules),
            }));
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync(MqttProtocolVersion.V311);

        await device.PublishAsync(device.Topic("telemetry"), "{ }");
        await device.PublishAsync(device.Topic("telemetry"), Good);

        var kept = Assert.Single(SetAside(gateway));
        Assert.Equal((ErrorCodes.Unreadable, "{ }"), (kept.Reason, Encoding.UTF8.GetString(kept.Payload)));
        Assert.Single(Readings(gateway, device));
    }

    [Theory]
    [InlineData("mood", 4096, MqttQualityOfServiceLevel.AtMostOnce)]
    [InlineData("mood", 4096, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData("mood", 4096, MqttQualityOfServiceLevel.ExactlyOnce)]
    [InlineData("heartbeat", 4096, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData("telemetry", 19, MqttQualityOfServiceLevel.AtLeastOnce)]
    public async Task Publish_AFloodOfWhatCannotBeRead_KeepsAFewAndHoldsNobodyUp(
        string topic, int bytes, MqttQualityOfServiceLevel qos)
    {
        const int Messages = 3000;
        await using var gateway = await GatewayHost.StartedAsync();
        using var flooding = new BrokerClient(gateway, "AA:BB");
        using var other = new BrokerClient(gateway, "CC:DD");
        await flooding.ConnectAsync(MqttProtocolVersion.V311);
        await other.ConnectAsync(MqttProtocolVersion.V311);
        var before = gateway.Services.GetRequiredService<IStore>().Size();
        var payload = new string('x', bytes);

        var publishes = Enumerable.Range(0, Messages).Select(_ => flooding.PublishAsync(flooding.Topic(topic), payload, qos));
        var flood = Task.WhenAll(publishes);
        await other.PublishAsync(other.Topic("telemetry"), Good);
        await flood;
        await flooding.PublishAsync(flooding.Topic("telemetry"), Good);

        Assert.Single(Readings(gateway, other));
        Assert.Single(Readings(gateway, flooding));

        // The flood may reach into a second or third minute on a busy machine.
        var kept = SetAside(gateway);
        Assert.InRange(kept.Count, 1, 10 * SetAsideBudget.MaxMessages);
        Assert.InRange(kept.Sum(message => message.Payload.Length), 1, 10 * SetAsideBudget.MaxBytes);
        Assert.InRange(gateway.Services.GetRequiredService<IStore>().Size() - before, 0, Messages * 4096 / 3);
    }

    [Fact]
    public async Task TakeUnknown_OnATopicOfManyCharacters_KeepsItCut()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        var intake = gateway.Services.GetRequiredService<TelemetryIntake>();

        var message = intake.TakeUnknown(
            device.Device, device.Topic(new string('x', 60_000)), new("x"u8.ToArray()), Unacknowledged.Instance);

        Assert.Equal(256, message?.SetAside?.Topic.Length);
    }

    [Theory]
    [InlineData("""{"code":"\ud800","hardware_id":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"code":"x"}""")]
    public async Task Post_HalfASurrogatePair_IsARefusalAndNoFailure(string body)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

        var register = new Uri("/api/devices/register", UriKind.Relative);
        var answer = await client.PostAsync(register, content, TestContext.Current.CancellationToken);

        Assert.InRange(answer.StatusCode, HttpStatusCode.BadRequest, (HttpStatusCode)499);
    }

    private static List<Reading> Readings(GatewayHost gateway, BrokerClient device) =>
        gateway.Services.GetRequiredService<IReadingStore>().Read(device.Device.Number, 0, long.MaxValue, 100);

    private static IReadOnlyList<SetAsideMessage> SetAside(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<IReadingStore>().SetAside(SetAsideMessage.MaxKept);
}
