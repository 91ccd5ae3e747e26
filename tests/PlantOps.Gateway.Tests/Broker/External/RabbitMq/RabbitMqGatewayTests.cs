using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Broker.External.RabbitMq;

/// <summary>Devices at a real RabbitMQ, and the gateway that reads from it and says who may connect.</summary>
public sealed class RabbitMqGatewayTests(RabbitMqRig rig) : IClassFixture<RabbitMqRig>, IDisposable
{
    private const string Password = "a password that only a test would choose";

    private readonly List<IMqttClient> _clients = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IServiceProvider Services => rig.Gateway.Services;

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
    }

    [Fact]
    public async Task Telemetry_OfADevice_IsStoredAndSaidToBe()
    {
        var device = rig.Admit("AA:01", Password);
        var (client, heard) = await ConnectedAsync(device, "stored");

        for (var sequence = 0; sequence < 50; sequence++) await PublishAsync(client, device, "telemetry", Reading(sequence));

        await Eventually.IsAsync(() => Readings(device).Count == 50);
        Assert.Equal(Enumerable.Range(0, 50), Readings(device).Select(reading => (int)reading.Values[0]));
        await Eventually.IsAsync(() => heard.Any(message =>
            message.Payload.Contains("49]", StringComparison.Ordinal)
                || message.Payload.Contains("\"upto\":49", StringComparison.Ordinal)));
        Assert.All(heard, message => Assert.Equal($"devices/{device.Id}/stored", message.Topic));
    }

    [Fact]
    public async Task Stop_WithReadingsStoredThatItsDeviceWasNotToldOf_TellsIt()
    {
        var device = rig.Admit("AA:11", Password);
        var (_, heard) = await ConnectedAsync(device, "stored");

        await using (var stopped = await rig.AtBrokerAsync())
        {
            var stored = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes("""{"boot":3,"readings":[{"seq":4},{"seq":5}]}"""));
            stopped.Services.GetRequiredService<StoredNotices>().Add(device.Id, ReadingNumbers.In(stored));
        }

        await Eventually.IsAsync(() => heard.Any(message => message.Payload.Contains("[[4,5]]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Connect_WithAnotherPasswordOrClientId_IsRefused()
    {
        var device = rig.Admit("AA:02", Password);
        var other = rig.Admit("AA:03", Password);

        Assert.False(await EntersAsync(device.Id, "wrong"));
        Assert.False(await EntersAsync("plant-nobody", Password));
        Assert.False(await EntersAsync(device.Id, Password, other.Id));
        Assert.False(await EntersAsync(RabbitMqRig.GatewayUser, "wrong"));
        Assert.True(await EntersAsync(device.Id, Password));
        Assert.True(await EntersAsync(device.Id, Password, device.Id + ".console"));
    }

    [Theory]
    [InlineData("devices/{0}/telemetry")]
    [InlineData("devices/{1}/desired")]
    [InlineData("devices/{1}/stored")]
    [InlineData("plants/{1}/telemetry")]
    public async Task Publish_WhereADeviceMayNot_EndsItsConnection(string topic)
    {
        var (device, other) = (rig.Admit("AA:04", Password), rig.Admit("AA:05", Password));
        var (client, _) = await ConnectedAsync(device, "desired");
        var ended = Ended(client);

        var denied = string.Format(null, topic, other.Id, device.Id);
        _ = client.PublishStringAsync(denied, Reading(1), MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token)
            .ContinueWith(static done => done.Exception, TaskScheduler.Default);

        await ended.WaitAsync(Token);
        Assert.Empty(Readings(other));
    }

    [Theory]
    [InlineData("devices/{0}/desired")]
    [InlineData("devices/+/desired")]
    [InlineData("devices/#")]
    [InlineData("#")]
    public async Task Subscribe_ToWhatIsNotItsOwn_IsRefused(string filter)
    {
        var (device, other) = (rig.Admit("AA:06", Password), rig.Admit("AA:07", Password));
        var client = await ConnectAsync(device);

        var refused = false;
        try
        {
            var answer =
                await client.SubscribeAsync(string.Format(null, filter, other.Id), MqttQualityOfServiceLevel.AtLeastOnce, Token);
            refused = answer.Items.All(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2);
        }
        catch (MqttCommunicationException)
        {
            refused = true;
        }

        Assert.True(refused);
    }

    [Fact]
    public async Task Desired_ChangedWhileADeviceWasAway_ReachesItWhenItSaysWhatItIs()
    {
        var device = rig.Admit("AA:08", Password);
        using var owner = rig.Gateway.SignedIn(TokenRole.Owner);
        (await owner.PatchAsJsonAsync(
            $"/api/v1/devices/{device.Id}/settings", new { interval_s = 120 }, Token)).EnsureSuccessStatusCode();

        var (client, heard) = await ConnectedAsync(device, "desired");
        Assert.Empty(heard);
        await PublishAsync(client, device, "reported", """{"version":0,"interval_s":60}""");

        await Eventually.IsAsync(() => !heard.IsEmpty);
        Assert.Contains("\"interval_s\":120", heard.First().Payload, StringComparison.Ordinal);

        // And while it is there, at once.
        (await owner.PatchAsJsonAsync(
            $"/api/v1/devices/{device.Id}/settings", new { interval_s = 300 }, Token)).EnsureSuccessStatusCode();
        await Eventually.IsAsync(
            () => heard.Any(message => message.Payload.Contains("\"interval_s\":300", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Command_ToADeviceThatIsThere_IsAnswered()
    {
        var device = rig.Admit("AA:09", Password);
        var (client, _) = await ConnectedAsync(device, "commands", async (topic, payload, mqtt) =>
        {
            var id = System.Text.Json.Nodes.JsonNode.Parse(payload)!["id"]!.ToJsonString();
            await PublishAsync(mqtt, device, "commands/ack", $$"""{"id":{{id}},"result":"done"}""");
        });
        await PublishAsync(client, device, "status", """{"state":"online"}""");
        await Eventually.IsAsync(() => Services.GetRequiredService<DevicePresence>().IsConnected(device.Number));

        using var owner = rig.Gateway.SignedIn(TokenRole.Owner);
        using var answer = await owner.PostAsJsonAsync($"/api/v1/devices/{device.Id}/commands", new { name = "identify" }, Token);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Release_OfADeviceThatIsThere_EndsItsConnectionAndLetsItInNoMore()
    {
        var device = rig.Admit("AA:0A", Password);
        var (client, _) = await ConnectedAsync(device, "desired");
        var ended = Ended(client);

        using var owner = rig.Gateway.SignedIn(TokenRole.Owner);
        (await owner.PostAsync($"/api/v1/devices/{device.Id}/release", null, Token)).EnsureSuccessStatusCode();
        await ended.WaitAsync(Token);

        // RabbitMQ may remember it for a while; then it is put out again.
        if (await EntersAsync(device.Id, Password, keep: true)) await Ended(_clients[^1]).WaitAsync(Token);
    }

    [Fact]
    public async Task Logins_OfProgramsThatAreNoDevices_AreGoodAtTheBroker()
    {
        var device = rig.Admit("AA:0B", Password);
        var logins = Services.GetRequiredService<MqttLogins>();
        var (bridge, bridgePassword) = logins.Make("bridge", MqttLogin.Bridge, [device.Id], Principal.Local)!.Value;
        var (reader, readerPassword) = logins.Make("reader", MqttLogin.Reader, [], Principal.Local)!.Value;
        var listening = await ConnectAsync(reader.Id, readerPassword);
        var heard = Heard(listening);
        await listening.SubscribeAsync("devices/+/telemetry", MqttQualityOfServiceLevel.AtLeastOnce, Token);

        var bridging = await ConnectAsync(bridge.Id, bridgePassword);
        await PublishAsync(bridging, device, "telemetry", Reading(7));

        await Eventually.IsAsync(
            () => Readings(device).Count == 1 && heard.Any(message => message.Topic == $"devices/{device.Id}/telemetry"));
        var ended = Ended(listening);
        logins.Remove(reader.Id, Principal.Local);
        await ended.WaitAsync(Token);
    }

    private static string Reading(int sequence) => string.Format(
        null, """{{"boot":1,"readings":[{{"seq":{0},"ts":{1},"temperature":{0}}}]}}""", sequence,
        1_790_000_000_000 + (sequence * 60_000L));

    private static Task<MqttClientPublishResult> PublishAsync(IMqttClient client, Device device, string suffix, string payload) =>
        client.PublishStringAsync(
        $"devices/{device.Id}/{suffix}", payload, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token);

    private static Task Ended(IMqttClient client)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.DisconnectedAsync += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        if (!client.IsConnected) ended.TrySetResult();
        return ended.Task;
    }

    private static ConcurrentQueue<(string Topic, string Payload)> Heard(
        IMqttClient client, Func<string, string, IMqttClient, Task>? then = null)
    {
        var heard = new ConcurrentQueue<(string Topic, string Payload)>();
        client.ApplicationMessageReceivedAsync += async received =>
        {
            var (topic, payload) = (received.ApplicationMessage.Topic,
                Encoding.UTF8.GetString(received.ApplicationMessage.Payload));
            heard.Enqueue((topic, payload));
            if (then is not null) await then(topic, payload, client);
        };
        return heard;
    }

    private List<Reading> Readings(Device device) =>
        Services.GetRequiredService<IReadingStore>().Read(device.Number, 0, long.MaxValue, 1000);

    private async Task<(IMqttClient Client, ConcurrentQueue<(string Topic, string Payload)> Heard)> ConnectedAsync(
        Device device, string suffix, Func<string, string, IMqttClient, Task>? then = null)
    {
        var client = await ConnectAsync(device);
        var heard = Heard(client, then);
        await client.SubscribeAsync($"devices/{device.Id}/{suffix}", MqttQualityOfServiceLevel.AtLeastOnce, Token);
        return (client, heard);
    }

    private Task<IMqttClient> ConnectAsync(Device device) => ConnectAsync(device.Id, Password);

    private async Task<IMqttClient> ConnectAsync(string user, string password, string? clientId = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        var answer = await client.ConnectAsync(RabbitMqRig.Options(rig.Cluster.First.MqttPort, user, password, clientId), Token);
        Assert.Equal(MqttClientConnectResultCode.Success, answer.ResultCode);
        return client;
    }

    private async Task<bool> EntersAsync(string user, string password, string? clientId = null, bool keep = false)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        try
        {
            var answer =
                await client.ConnectAsync(RabbitMqRig.Options(rig.Cluster.First.MqttPort, user, password, clientId), Token);
            if (answer.ResultCode != MqttClientConnectResultCode.Success) return false;
            if (!keep) await client.DisconnectAsync(cancellationToken: Token);
            return true;
        }
        catch (MqttCommunicationException)
        {
            return false;
        }
    }
}
