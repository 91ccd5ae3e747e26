using System.Net.Http.Json;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External.Access.Mosquitto;

/// <summary>Bridges and readers in mosquitto's list of clients.</summary>
public sealed class DynamicSecurityLoginTests : DynamicSecurityRig
{
    private const string Path = "/api/v1/mqtt-logins";
    private const string Reading = """{"boot":1,"readings":[{"seq":1,"ts":1790000000000,"temperature":21}]}""";

    [Fact]
    public async Task Bridge_IsLetInToSendTelemetryOfItsDevicesAndNothingElse()
    {
        var (fern, lily) = (Admitted("AA:21"), Admitted("AA:22"));
        var (bridge, password) = await MakeAsync("bridge", fern.Id);
        var client = await ConnectAsync(bridge, password, bridge);

        await PublishAsync(client, $"devices/{fern.Id}/telemetry", Reading);
        var others = await PublishAsync(client, $"devices/{lily.Id}/telemetry", Reading);
        var status = await PublishAsync(client, $"devices/{fern.Id}/status", "{}");
        var all = await SubscribeAsync(client, "devices/+/telemetry");

        await Eventually.IsAsync(() => Get<IReadingStore>().Read(fern.Number, 0, long.MaxValue, 10).Count == 1);
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, others.ReasonCode);
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, status.ReasonCode);
        Assert.Equal(MqttClientSubscribeResultCode.NotAuthorized, all);
        Assert.False(await EntersAsync(bridge, password, fern.Id));
        Assert.False(await EntersAsync(bridge, "wrong", bridge));
    }

    [Theory]
    [InlineData("devices/+/telemetry", true)]
    [InlineData("devices/+/status", true)]
    [InlineData("devices/plant-7k2m9x4d/telemetry", true)]
    [InlineData("devices/+/desired", false)]
    [InlineData("devices/#", false)]
    [InlineData("#", false)]
    [InlineData("devices/plant-7k2m9x4d/commands", false)]
    [InlineData("$share/plantops/devices/+/telemetry", false)]
    [InlineData("$CONTROL/dynamic-security/v1/response", false)]
    public async Task Reader_MaySubscribeToTelemetryAndStatusOnly(string filter, bool may)
    {
        var (reader, password) = await MakeAsync("reader");
        var client = await ConnectAsync(reader, password, reader);

        Assert.Equal(may, await SubscribeAsync(client, filter) == MqttClientSubscribeResultCode.GrantedQoS1);
    }

    [Fact]
    public async Task Reader_HearsWhatDevicesSayAndPublishesNothing()
    {
        var fern = Admitted("AA:23");
        var (reader, password) = await MakeAsync("reader");
        var (bridge, itsPassword) = await MakeAsync("bridge", fern.Id);
        var client = await ConnectAsync(reader, password, reader);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += message =>
        {
            heard.TrySetResult(message.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await SubscribeAsync(client, "devices/+/telemetry");

        await PublishAsync(await ConnectAsync(bridge, itsPassword, bridge), $"devices/{fern.Id}/telemetry", Reading);

        Assert.Equal($"devices/{fern.Id}/telemetry", await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Token));
        var own = await PublishAsync(client, $"devices/{fern.Id}/telemetry", Reading);
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, own.ReasonCode);
    }

    [Fact]
    public async Task Bridge_GivenOtherDevices_SendsForThoseAndForTheEarlierOnesNoMore()
    {
        var (fern, lily) = (Admitted("AA:24"), Admitted("AA:25"));
        var (bridge, password) = await MakeAsync("bridge", fern.Id);

        using var owner = Host.SignedIn(TokenRole.Owner);
        (await owner.PutAsJsonAsync($"{Path}/{bridge}", new { devices = new[] { lily.Id } }, Token)).EnsureSuccessStatusCode();

        await Eventually.IsAsync(
            async () => await SendsAsync(bridge, password, lily) && !await SendsAsync(bridge, password, fern));
        (await owner.PutAsJsonAsync(
            $"{Path}/{bridge}", new { devices = Array.Empty<string>() }, Token)).EnsureSuccessStatusCode();
        await Eventually.IsAsync(async () => !await SendsAsync(bridge, password, lily));
    }

    [Fact]
    public async Task Login_ThatIsRemoved_IsDisconnectedAndLetInNoMore()
    {
        var (reader, password) = await MakeAsync("reader");
        var client = await ConnectAsync(reader, password, reader);

        using var owner = Host.SignedIn(TokenRole.Owner);
        (await owner.DeleteAsync($"{Path}/{reader}", Token)).EnsureSuccessStatusCode();

        await Eventually.IsAsync(() => !client.IsConnected);
        Assert.False(await EntersAsync(reader, password, reader));
        Assert.False(Knows(reader));
    }

    [Fact]
    public async Task Start_AfterLoginsWereChangedUnheard_MendsTheList()
    {
        var (fern, lily) = (Admitted("AA:26"), Admitted("AA:27"));
        var (gone, _) = await MakeAsync("reader");
        var (bridge, password) = await MakeAsync("bridge", fern.Id);
        await Host.DisposeAsync();
        await using (var embedded = await GatewayHost.StartedAsync(dataDirectory: Files.File("data")))
        {
            using var owner = embedded.SignedIn(TokenRole.Owner);
            (await owner.DeleteAsync($"{Path}/{gone}", Token)).EnsureSuccessStatusCode();
            (await owner.PutAsJsonAsync(
                $"{Path}/{bridge}", new { devices = new[] { lily.Id } }, Token)).EnsureSuccessStatusCode();
            (await owner.PostAsJsonAsync(Path, new { name = "Grafana", kind = "reader" }, Token)).EnsureSuccessStatusCode();
        }

        await StartGatewayAsync();

        await Eventually.IsAsync(() => !Knows(gone));
        await Eventually.IsAsync(
            async () => await SendsAsync(bridge, password, lily) && !await SendsAsync(bridge, password, fern));
        var source = Source(Host, "mosquitto_clients");
        Assert.Equal(
            "2 devices are not in mosquitto's list and have to register again. "
                + "1 login is not in mosquitto's list and has to be removed and made again.",
            source.Detail());
    }

    [Fact]
    public async Task Mosquitto_AwayWhileALoginIsMadeAndChanged_LetsItInWhenItIsBack()
    {
        var (fern, lily) = (Admitted("AA:28"), Admitted("AA:29"));
        await Broker.KillAsync();
        using var owner = Host.SignedIn(TokenRole.Owner);
        var (bridge, password) = await MakeAsync(owner, "bridge", fern.Id);
        (await owner.PutAsJsonAsync($"{Path}/{bridge}", new { devices = new[] { lily.Id } }, Token)).EnsureSuccessStatusCode();

        await Broker.RestartAsync();

        await Eventually.IsAsync(() => Knows(bridge));
        await Eventually.IsAsync(async () => await SendsAsync(bridge, password, lily));
        Assert.False(await SendsAsync(bridge, password, fern));
    }

    // It does not connect itself.
    private Device Admitted(string hardware) =>
        Get<DeviceRegistry>().Admit(new DeviceDescription("Fern", hardware, null, null, []), "a bridge sends for it", null)!;

    private async Task<(string User, string Password)> MakeAsync(string kind, params string[] devices)
    {
        using var owner = Host.SignedIn(TokenRole.Owner);
        var made = await MakeAsync(owner, kind, devices);
        await Eventually.IsAsync(() => Knows(made.User));
        return made;
    }

    private static async Task<(string User, string Password)> MakeAsync(HttpClient owner, string kind, params string[] devices)
    {
        using var answer = await owner.PostAsJsonAsync(Path, new { name = "Node-RED", kind, devices }, Token);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (made.GetProperty("id").GetString()!, made.GetProperty("password").GetString()!);
    }

    private async Task<bool> SendsAsync(string user, string password, Device device)
    {
        var client = await ConnectAsync(user, password, user);
        var sent = await PublishAsync(client, $"devices/{device.Id}/telemetry", Reading);
        return sent.ReasonCode != MqttClientPublishReasonCode.NotAuthorized;
    }

    private static async Task<MqttClientSubscribeResultCode> SubscribeAsync(IMqttClient client, string filter) =>
        Assert.Single((await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, Token)).Items).ResultCode;
}
