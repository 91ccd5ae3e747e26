using System.Buffers;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using MQTTnet;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Settings;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Trust;

/// <summary>Who is told of a new CA, and what the owner sees of it.</summary>
public sealed class TrustRolloutTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Renew_DeviceOnlineAndDeviceAway_BothAreToldAndTheOneThatHasItNoLonger()
    {
        await using var gateway = await StartedAsync();
        using var online = new BrokerClient(gateway, "online");
        using var away = new BrokerClient(gateway, "away");
        var heard = await Listen(online);
        var old = Authority(gateway);
        await Report(online, old.Id);

        var view = await Renew(gateway);
        var desired = await heard.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);

        Assert.NotEqual(old.Pem, desired.CaPem);
        Assert.Equal(Authority(gateway).Pem, desired.CaPem);
        Assert.Equal(1, desired.Version);
        Assert.Equal(Authority(gateway).Id, Text(view.GetProperty("ca"), "id"));
        Assert.Equal(old.Id, Text(view.GetProperty("earlier")[0], "id"));
        Assert.Equal(["earlier", "unknown"], await Trusts(gateway));
        Assert.Equal(
            Authority(gateway).Pem, (await (await Listen(away)).ReadAsync(Token).AsTask().WaitAsync(Patience, Token)).CaPem);

        await Report(online, old.Id, Authority(gateway).Id, 1);
        Assert.Equal(["next", "unknown"], await Trusts(gateway));
        await Report(online, Authority(gateway).Id, null, 1);
        var after = await heard.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);
        Assert.Equal((1, null), (after.Version, after.CaPem));
        Assert.Equal(["current", "unknown"], await Trusts(gateway));
    }

    [Fact]
    public async Task Renew_Twice_TellsOfTheLatestOnly()
    {
        await using var gateway = await StartedAsync();
        using var device = new BrokerClient(gateway, "online");
        var heard = await Listen(device);
        await Report(device, Authority(gateway).Id);
        await Renew(gateway);
        await heard.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);

        await Renew(gateway);

        var desired = await heard.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);
        Assert.Equal((2, Authority(gateway).Pem), (desired.Version, desired.CaPem));
    }

    [Fact]
    public async Task Renew_DeviceWithSettings_KeepsThemAndALaterChangeKeepsTheCa()
    {
        await using var gateway = await StartedAsync();
        using var device = new BrokerClient(gateway, "online");
        var heard = await Listen(device);
        Change(gateway, device, new SettingsChange { IntervalS = 300 });
        await Renew(gateway);
        var desired = await heard.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);
        Assert.Equal((2, 300, Authority(gateway).Pem), (desired.Version, desired.IntervalS, desired.CaPem));

        var changed = Change(gateway, device, new SettingsChange { IntervalS = 600 });

        Assert.Equal((3L, 600, Authority(gateway).Pem), (changed.Version, changed.IntervalS, changed.CaPem));
    }

    [Fact]
    public async Task Start_AfterAPowerCutBetweenTheNewCaAndTellingDevices_TellsThem()
    {
        await using (var first = await StartedAsync())
        {
            using var device = new BrokerClient(first, "online");
            await device.ConnectAsync();
            await Report(device, Authority(first).Id);
        }

        CertificateAuthority.Open(Path.Combine(_directory.Path, "certs", "ca.pem"), TimeProvider.System)
            .Follow(DateTimeOffset.UtcNow);
        await using var second = await StartedAsync();
        using var again = new BrokerClient(second, "online");

        var desired = await (await Listen(again)).ReadAsync(Token).AsTask().WaitAsync(Patience, Token);

        Assert.Equal(Authority(second).Pem, desired.CaPem);
    }

    [Fact]
    public async Task Enrol_AfterARenewal_PinsAndHandsOutTheNewCaAndNothingIsToBeTold()
    {
        await using var gateway = await StartedAsync();
        var codes = gateway.Services.GetRequiredService<EnrolmentCodes>();
        var unused = codes.Create("Unused").Code.ToString();
        await Renew(gateway);
        using var http = gateway.Http();
        using var https = gateway.Https();
        var code = codes.Create("Fern").Code;

        Assert.True(code.Matches(Authority(gateway).Der));
        Assert.Equal(Authority(gateway).Pem, await http.GetStringAsync("/ca.crt", Token));
        using var refused = await Register(https, unused, "one");
        using var admitted = await Register(https, code.ToString(), "two");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(Authority(gateway).Pem, Text(await admitted.Content.ReadFromJsonAsync<JsonElement>(Token), "ca_pem"));
    }

    [Fact]
    public async Task Renew_OnceMoreThanEarlierOnesCanVouch_IsRefusedWhileADeviceNeedsTheFirst()
    {
        await using var gateway = await StartedAsync();
        using var device = new BrokerClient(gateway, "away");
        await device.ConnectAsync();
        var first = Authority(gateway).Id;
        await Report(device, first);
        for (var i = 0; i < CertificateAuthority.MaxEarlier; i++) await Renew(gateway);

        using var local = gateway.Local();
        using var refused = await local.PostAsync("/local/certificates/ca", null, Token);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Fern", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await Report(device, first, Authority(gateway).Id);
        await Renew(gateway);
    }

    [Fact]
    public async Task Renew_OverTheNetwork_IsNotFound()
    {
        await using var gateway = await StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var answer = await owner.PostAsync("/local/certificates/ca", null, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<GatewayHost> StartedAsync() => GatewayHost.StartedAsync(dataDirectory: _directory.Path);

    private static CertificateAuthority Authority(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<ServerCertificates>().Authority;

    private static DesiredSettings Change(GatewayHost gateway, BrokerClient device, SettingsChange change) =>
        gateway.Services.GetRequiredService<SettingsRegistry>().Change(device.Device, change).Desired!;

    private static async Task<JsonElement> Renew(GatewayHost gateway)
    {
        using var local = gateway.Local();
        using var answer = await local.PostAsync("/local/certificates/ca", null, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private static async Task<string[]> Trusts(GatewayHost gateway)
    {
        using var local = gateway.Local();
        var view = await local.GetFromJsonAsync<JsonElement>("/local/certificates", Token);
        return [.. view.GetProperty("devices").EnumerateArray().Select(device => Text(device, "trusts"))];
    }

    private static Task<MqttClientPublishResult> Report(
        BrokerClient device, string caId, string? nextCaId = null, long version = 0) => device.PublishAsync(
        device.Topic("reported"),
        JsonSerializer.Serialize(new { version, interval_s = 60, ca_id = caId, next_ca_id = nextCaId }));

    private static Task<HttpResponseMessage> Register(HttpClient client, string code, string hardware) =>
        client.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = hardware }, Token);

    private static async Task<ChannelReader<DesiredState>> Listen(BrokerClient device)
    {
        var heard = Channel.CreateUnbounded<DesiredState>();
        device.Mqtt.ApplicationMessageReceivedAsync += received =>
        {
            heard.Writer.TryWrite(DesiredState.Parse(received.ApplicationMessage.Payload.ToArray())!);
            return Task.CompletedTask;
        };
        await device.ConnectAsync();
        await device.Mqtt.SubscribeAsync(device.Topic("desired"), cancellationToken: Token);
        return heard.Reader;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
