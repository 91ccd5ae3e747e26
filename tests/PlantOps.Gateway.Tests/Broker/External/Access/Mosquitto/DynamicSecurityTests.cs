using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.Gateway.Broker.External.Access.Mosquitto;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External.Access.Mosquitto;

/// <summary>Devices in mosquitto's list of clients.</summary>
public sealed class DynamicSecurityTests : DynamicSecurityRig
{
    [Fact]
    public async Task Register_ADevice_IsKnownToMosquittoWithItsOwnTopics()
    {
        var (device, password) = await RegisterAsync("AA:01");
        var client = await ConnectAsync(device, password, device);

        await PublishAsync(
            client, $"devices/{device}/telemetry", """{"boot":1,"readings":[{"seq":1,"ts":1790000000000,"temperature":21}]}""");
        var other = await PublishAsync(client, "devices/plant-other/telemetry", "{}");
        var desired = await PublishAsync(client, $"devices/{device}/desired", "{}");
        var control = await PublishAsync(client, "$CONTROL/dynamic-security/v1", """{"commands":[{"command":"listClients"}]}""");
        var all = await client.SubscribeAsync("devices/+/desired", MqttQualityOfServiceLevel.AtLeastOnce, Token);
        var own = await client.SubscribeAsync($"devices/{device}/desired", MqttQualityOfServiceLevel.AtLeastOnce, Token);

        var number = Get<DeviceRegistry>().Find(device)!.Number;
        await Eventually.IsAsync(() => Get<IReadingStore>().Read(number, 0, long.MaxValue, 10).Count == 1);
        foreach (var refused in new[] { other, desired, control })
            Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, refused.ReasonCode);
        Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, Assert.Single(all.Items).ResultCode);
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS1, Assert.Single(own.Items).ResultCode);
        Assert.False(await EntersAsync(device, password, "another"));
        Assert.False(await EntersAsync(device, "wrong", device));
    }

    [Fact]
    public async Task Register_Again_TakesTheNewPasswordAndEndsTheConnectionOfTheOldOne()
    {
        var (device, before) = await RegisterAsync("AA:02");
        var client = await ConnectAsync(device, before, device);

        var (again, after) = await RegisterAsync("AA:02");

        Assert.Equal(device, again);
        await Eventually.IsAsync(() => !client.IsConnected);
        Assert.False(await EntersAsync(device, before, device));
        Assert.True(await EntersAsync(device, after, device));
    }

    [Theory]
    [InlineData("release")]
    [InlineData("retire")]
    public async Task Device_ThatMayComeNoMore_IsDisconnectedAndLetInNoMore(string end)
    {
        var (device, password) = await RegisterAsync("AA:03");
        var client = await ConnectAsync(device, password, device);

        await EndAsync(device, end);

        await Eventually.IsAsync(() => !client.IsConnected);
        Assert.False(await EntersAsync(device, password, device));
    }

    [Fact]
    public async Task Start_AfterADeviceWasReleasedUnheard_TakesItOutOfTheListAndLeavesTheRest()
    {
        var (device, password) = await RegisterAsync("AA:04");
        var (kept, keptPassword) = await RegisterAsync("AA:05");
        await Host.DisposeAsync();
        await using (var embedded = await GatewayHost.StartedAsync(dataDirectory: Files.File("data")))
        {
            embedded.Services.GetRequiredService<DeviceLife>()
                .Release(embedded.Services.GetRequiredService<DeviceRegistry>().Find(device)!);
        }

        Assert.True(await EntersAsync(device, password, device));

        await StartGatewayAsync();

        await Eventually.IsAsync(() => !Knows(device));
        Assert.False(await EntersAsync(device, password, device));
        Assert.True(await EntersAsync(kept, keptPassword, kept));
    }

    [Fact]
    public async Task Start_WithADeviceFromBefore_SaysThatItHasToRegisterAgain()
    {
        Get<DeviceRegistry>().Admit(new DeviceDescription("Lily", "AA:06", null, null, []), "mosquitto was never told", null);
        await Host.DisposeAsync();

        await StartGatewayAsync();

        var source = Source(Host, "mosquitto_clients");
        await Eventually.IsAsync(() => source.Detail() is not null);
        Assert.Equal("1 device is not in mosquitto's list and has to register again.", source.Detail());
    }

    [Fact]
    public async Task List_WithAnEarlierPassword_IsMendedAfterAWhile()
    {
        var (device, password) = await RegisterAsync("AA:07");
        Get<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", "AA:07", null, null, []), "another, of which mosquitto was not told", null);
        var list = new SecurityList(Get<DynamicSecurityLink>(), Get<SecurityClients>());
        await Get<DynamicSecurity>().StopAsync(Token);

        var first = await list.WrongAsync(_ => false, Token);
        var second = await list.WrongAsync(_ => false, Token);

        // A gateway may have been about to tell mosquitto.
        Assert.Empty(first);
        Assert.Equal([device], second);
        Assert.Equal(1, list.MissingDevices);
        Assert.NotEmpty(password);
    }

    [Fact]
    public async Task Mosquitto_AwayWhileADeviceRegisters_LetsItInWhenItIsBack()
    {
        await Broker.KillAsync();
        var (device, password) = await RegisterAsync("AA:08");

        await Broker.RestartAsync();

        await Eventually.IsAsync(() => Knows(device));
        Assert.True(await EntersAsync(device, password, device));
    }

    [Theory]
    [InlineData("neighbour", null)]
    [InlineData("bridge.garden", "PlantOps bridge of the garden")]
    public async Task Client_OfSomebodyElse_IsLeftAlone(string user, string? description)
    {
        var client = new SecurityCommand
        {
            Command = "createClient",
            Username = user,
            Password = "x",
            Description = description,
        };
        using (var link = NewLink()) await link.AskAsync([client], Token);
        await Host.DisposeAsync();

        await StartGatewayAsync();
        await RegisterAsync("AA:09");

        Assert.True(await EntersAsync(user, "x", user));
    }

    [Fact]
    public async Task Gateways_TwoOnOneMosquitto_HearEachTheirOwnAnswers()
    {
        using var one = NewLink();
        using var other = NewLink();

        var asked = Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? one : other, i))
            .GroupBy(pair => pair.Item1, pair => pair.i);
        await Task.WhenAll(asked.Select(async group =>
        {
            foreach (var i in group)
            {
                var answers =
                    await group.Key.AskAsync([SecurityRules.Find($"nobody-{i}"), SecurityRules.Find(MosquittoList.User)], Token);
                Assert.Equal(["Client not found", null], answers.Select(answer => answer.Error));
            }
        }));
    }

    [Theory]
    [InlineData(false,
        "mosquitto's dynamic security plugin does not answer. Is it there (plugin …/mosquitto_dynamic_security.so in mosquitto.conf)?")]
    [InlineData(true,
        "mosquitto does not let gateways change its list of clients (NotAuthorized): `mosquitto_ctrl dynsec addClientRole gateways admin` lets it.")]
    public async Task Mosquitto_ThatDoesNotLetTheGateway_IsNamedWithTheRemedy(bool hasPlugin, string reason)
    {
        await Host.DisposeAsync();
        await Broker.DisposeAsync();
        var lines = MosquittoList.Made(Files.File("clients.json"));
        if (hasPlugin)
        {
            var list = JsonNode.Parse(await File.ReadAllTextAsync(Files.File("clients.json"), Token))!;
            list["clients"]![0]!["roles"] = new JsonArray();
            await File.WriteAllTextAsync(Files.File("clients.json"), list.ToJsonString(), Token);
        }

        Broker = await MosquittoServer.StartedAsync(hasPlugin ? lines : "allow_anonymous true");
        Host = await HostAsync();

        var source = Source(Host, "mosquitto_clients");
        await Eventually.IsAsync(() => source.Problem()?.Contains(" yet.", StringComparison.Ordinal) == false);
        Assert.Contains(reason, source.Problem(), StringComparison.Ordinal);
    }
}
