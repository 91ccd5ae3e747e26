using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Events;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Enrolment;

/// <summary>A code lets a new device in; it does not take over one that is in use.</summary>
public sealed class KnownHardwareTests : IAsyncLifetime
{
    private const string Mac = "24:6F:28:AE:52:7C";

    private readonly WaitingTime _time = new();
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;
    private HttpClient _manager = null!;
    private BrokerClient _device = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeviceRegistry Registry => _gateway.Services.GetRequiredService<DeviceRegistry>();

    private EnrolmentCodes Codes => _gateway.Services.GetRequiredService<EnrolmentCodes>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync(_time);
        _client = _gateway.Https();
        _manager = _gateway.SignedIn(TokenRole.DeviceManager);
        _device = new BrokerClient(_gateway, Mac);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        _manager.Dispose();
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(Mac)]
    [InlineData("24-6f-28-ae-52-7c")]
    public async Task Register_HardwareThatIsConnected_IsRefusedWithTheWayOutAndGoesOn(string hardwareId)
    {
        await _device.ConnectAsync();
        var code = NewCode();

        using var refused = await Register(code, hardwareId);
        var problem = await Body(refused);
        await _device.PublishAsync(_device.Topic("telemetry"), """{"soil_moisture":40}""");
        using var forNewHardware = await Register(code, "new");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("device_known", problem.GetProperty("code").GetString());
        Assert.Contains(
            $"`plantops device claim {_device.Device.Id}`", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains($"`plantops device release {_device.Device.Id}`", problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.True(_device.Mqtt.IsConnected);
        Assert.NotNull(Registry.Authenticate(_device.Device.Id, System.Text.Encoding.UTF8.GetBytes(BrokerClient.Password)));
        Assert.Equal(HttpStatusCode.Created, forNewHardware.StatusCode);
    }

    [Fact]
    public async Task Register_HardwareThatIsConnected_IsSaidToItsOwnerOnceAMinute()
    {
        await _device.ConnectAsync();
        using var listener = await EventListener.StartedAsync(_gateway, NewToken(), "?types=enrolment");
        await listener.Comment();
        var code = NewCode();
        for (var i = 0; i < 5; i++) (await Register(code, Mac)).Dispose();
        _time.Advance(HardwareNotices.Pause);
        (await Register(code, Mac)).Dispose();

        var first = await listener.Next();
        Assert.Equal(
            ("enrolment", "refused", _device.Device.Id), (first?.Type, Text(first, "outcome"), Text(first, "device_id")));
        Assert.Equal("refused", Text(await listener.Next(), "outcome"));
        var entries = Audit().Where(entry => entry.What == "device.register_refused").ToList();
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Equal((_device.Device.Id, "device"), (entry.Target, entry.Who)));
        Assert.Contains($"hardware {Mac} is in use", entries[0].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_HardwareThatWasHeardOfLately_IsRefusedUntilADayHasPassed()
    {
        Presence().Seen(_device.Device.Number, _time.GetUtcNow().ToUnixTimeMilliseconds());
        _time.Advance(HardwareInUse.Lately - TimeSpan.FromSeconds(1));
        using var early = await Register(NewCode(), Mac);
        using var listener = await EventListener.StartedAsync(_gateway, NewToken(), "?types=enrolment");
        await listener.Comment();
        _time.Advance(TimeSpan.FromSeconds(1));
        using var late = await Register(NewCode(), Mac);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Created), (early.StatusCode, late.StatusCode));
        Assert.Equal(_device.Device.Id, (await Body(late)).GetProperty("device_id").GetString());
        Assert.Equal("registered_again", Text(await listener.Next(), "outcome"));
        Assert.Equal($"hardware {Mac}, known before: its earlier password is void",
            Audit().First(entry => entry.What == "device.register").Details);
    }

    [Fact]
    public async Task Register_HardwareThatAnotherGatewayHeardOf_IsRefused()
    {
        _gateway.Services.GetRequiredService<IPresenceStore>().Save(
            [KeyValuePair.Create(_device.Device.Number, _time.GetUtcNow().ToUnixTimeMilliseconds())]);

        using var refused = await Register(NewCode(), Mac);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task Register_HardwareThatSleeps_IsRefused()
    {
        var now = _time.GetUtcNow();
        Presence().Seen(_device.Device.Number, now.ToUnixTimeMilliseconds());
        Presence().BackAt(_device.Device.Number, now.AddHours(30).ToUnixTimeMilliseconds());
        _time.Advance(TimeSpan.FromHours(29));

        using var refused = await Register(NewCode(), Mac);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task Register_HardwareThatWasReleased_IsThatDeviceAgain()
    {
        await _device.ConnectAsync();
        (await _manager.PostAsync($"/api/v1/devices/{_device.Device.Id}/release", null, Token)).EnsureSuccessStatusCode();

        using var again = await Register(NewCode(), Mac);

        Assert.Equal(_device.Device.Id, (await Body(again)).GetProperty("device_id").GetString());
    }

    [Fact]
    public async Task Register_ConnectedHardwareWithACodeForItself_IsAccepted()
    {
        await _device.ConnectAsync();

        using var again = await Register(Codes.Create("Fern", _device.Device.Number).Code.ToString(), "246F28AE527C");

        Assert.Equal(_device.Device.Id, (await Body(again)).GetProperty("device_id").GetString());
        Assert.Equal($"hardware {Mac}, known before: its earlier password is void", Audit()[0].Details);
    }

    [Fact]
    public async Task Register_ConnectedHardwareWithACodeForAnotherDevice_IsRefusedAndOtherHardwareIsTold()
    {
        await _device.ConnectAsync();
        using var broken = new BrokerClient(_gateway, "broken");
        var code = Codes.Create("Fern", broken.Device.Number).Code.ToString();

        using var refused = await Register(code, Mac);
        using var listener = await EventListener.StartedAsync(_gateway, NewToken(), "?types=enrolment");
        await listener.Comment();
        using var replaced = await Register(code, "spare");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.DoesNotContain("device claim", (await Body(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(_device.Mqtt.IsConnected);
        Assert.Equal(broken.Device.Id, (await Body(replaced)).GetProperty("device_id").GetString());
        var seen = await listener.Next();
        Assert.Equal(("replaced", "spare"), (Text(seen, "outcome"), Text(seen, "hardware_id")));
        Assert.Equal("hardware spare, in place of broken", Audit()[0].Details);
    }

    private static string? Text(SeenEvent? seen, string name) => seen?.Data.GetProperty(name).GetString();

    private static async Task<JsonElement> Body(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;

    private string NewCode() => Codes.Create("Attacker").Code.ToString();

    private string NewToken() => _gateway.Services.GetRequiredService<TokenRegistry>().Create("listener", TokenRole.Viewer);

    private DevicePresence Presence() => _gateway.Services.GetRequiredService<DevicePresence>();

    private IReadOnlyList<AuditEntry> Audit() => _gateway.Services.GetRequiredService<AuditLog>().Read(null, 100);

    private Task<HttpResponseMessage> Register(string code, string hardwareId) =>
        _client.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = hardwareId }, Token);
}
