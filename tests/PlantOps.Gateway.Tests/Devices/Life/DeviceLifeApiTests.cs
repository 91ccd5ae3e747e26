using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Life;

public sealed class DeviceLifeApiTests : IAsyncLifetime
{
    private GatewayHost _gateway = null!;
    private BrokerClient _device = null!;
    private HttpClient _manager = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => $"/api/v1/devices/{_device.Device.Id}";

    private DeviceRegistry Registry => _gateway.Services.GetRequiredService<DeviceRegistry>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _device = new BrokerClient(_gateway, "AA:BB");
        _manager = _gateway.SignedIn(TokenRole.DeviceManager);
    }

    public async ValueTask DisposeAsync()
    {
        _manager.Dispose();
        _device.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Rename_ThenRegisterAgainWithTheSameHardware_KeepsTheOwnersName()
    {
        var renamed = await Json(await Patch(new { name = "Fern in the hall" }));
        using var https = _gateway.Https();
        var code = (await Json(
            await _manager.PostAsJsonAsync("/api/v1/enrolments", new { name = "Something" }, Token))).GetProperty("code")
            .GetString();

        var registered = await Json(
            await https.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = "AA:BB", name = "esp32-7f" }, Token));

        Assert.Equal("Fern in the hall", renamed.GetProperty("name").GetString());
        Assert.Equal(_device.Device.Id, registered.GetProperty("device_id").GetString());
        Assert.Equal("Fern in the hall", (await Get()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Rename_WithTheTagOfAnOlderVersion_IsRefused()
    {
        using var read = await _manager.GetAsync(Path, Token);
        (await Patch(new { name = "One" }, read.Headers.ETag)).EnsureSuccessStatusCode();

        using var late = await Patch(new { name = "Two" }, read.Headers.ETag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("One", (await Get()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData(null)]
    public async Task Rename_ToNoName_NamesTheField(string? name)
    {
        using var answer = await Patch(new { name });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("name", Assert.Single((await Json(answer)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Release_AConnectedDevice_IsDisconnectedAtOnceAndNotLetInAgain()
    {
        await _device.ConnectAsync();

        var released = await Json(await Post("release"));

        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), Token);
        Assert.Equal("released", released.GetProperty("state").GetString());
        Assert.Null(Registry.Authenticate(_device.Device.Id, System.Text.Encoding.UTF8.GetBytes(BrokerClient.Password)));
        await Assert.ThrowsAnyAsync<MQTTnet.Exceptions.MqttCommunicationException>(async () =>
        {
            var refused = await _device.ConnectAsync();
            throw new MQTTnet.Exceptions.MqttCommunicationException(refused.ResultCode.ToString());
        });
        Assert.False(_device.Mqtt.IsConnected);
        Assert.Equal("released", (await Get()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Release_ADeviceThatPublishesAllTheTime_IsDisconnectedAllTheSame()
    {
        await _device.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var publishing = Task.Run(
            async () =>
            {
                while (_device.Mqtt.IsConnected && !stop.IsCancellationRequested)
                {
                    try
                    {
                        await _device.PublishAsync(_device.Topic("telemetry"), """{"soil_moisture":40}""",
                            MQTTnet.Protocol.MqttQualityOfServiceLevel.AtMostOnce);
                    }
                    catch (Exception end)
                        when (end is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException)
                    {
                        // The client says the one or the other, by what it was doing when the connection ended.
                        return;
                    }
                }
            },
            Token);

        (await Post("release")).EnsureSuccessStatusCode();

        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), Token);
        await stop.CancelAsync();
        await publishing;
    }

    [Fact]
    public async Task Register_AgainWhileConnected_LeavesTheConnectionWithTheNewPasswordAlone()
    {
        await _device.ConnectAsync();
        Registry.Admit(
            new Gateway.Devices.Enrolment.DeviceDescription("Fern", "AA:BB", null, null, []), "another password", null);
        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), Token);

        using var again = new BrokerClient(_gateway, "AA:BB");
        await again.ConnectAsync();
        Registry.Change(Registry.Find(_device.Device.Id)!, current => current with { Name = "Hall" });
        await again.PublishAsync(again.Topic("telemetry"), """{"soil_moisture":40}""");

        Assert.True(again.Mqtt.IsConnected);
        Assert.False(again.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Claim_ByOtherHardware_BecomesTheDeviceAndShutsTheOldHardwareOut()
    {
        await _device.ConnectAsync();
        await _device.PublishAsync(_device.Topic("telemetry"), """{"soil_moisture":40}""");
        var claim = await Json(await Post("claim"));
        using var https = _gateway.Https();

        var registered = await Json(await https.PostAsJsonAsync(
            "/api/devices/register",
            new { code = claim.GetProperty("code").GetString(), hardware_id = "NEW", name = "esp32-7f", model = "esp32-s3" },
            Token));

        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(3), Token);
        Assert.Equal(_device.Device.Id, claim.GetProperty("device_id").GetString());
        Assert.Equal(_device.Device.Id, registered.GetProperty("device_id").GetString());
        var device = await Get();
        Assert.Equal(("Fern", "NEW", "esp32-s3"), (Text(device, "name"), Text(device, "hardware_id"), Text(device, "model")));
        Assert.Equal(40, device.GetProperty("latest").GetProperty("values").GetProperty("soil_moisture").GetDouble());
        using var oldHardware = new BrokerClient(_gateway, "AA:BB");
        Assert.NotEqual(_device.Device.Id, oldHardware.Device.Id);
    }

    [Fact]
    public async Task Claim_ByHardwareThatIsAnotherDevice_MovesIt()
    {
        using var spare = new BrokerClient(_gateway, "CC:DD");
        var claim = await Json(await Post("claim"));
        using var https = _gateway.Https();

        var registered = await Json(await https.PostAsJsonAsync(
            "/api/devices/register", new { code = claim.GetProperty("code").GetString(), hardware_id = "CC:DD" }, Token));

        Assert.Equal(_device.Device.Id, registered.GetProperty("device_id").GetString());
        Assert.Equal("CC:DD", Registry.Find(_device.Device.Id)?.HardwareId);
        var former = await _manager.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{spare.Device.Id}", Token);
        Assert.Equal("released", former.GetProperty("state").GetString());
        Assert.Equal(_device.Device.Id, Registry.FindByHardware("CC:DD")?.Id);
    }

    [Fact]
    public async Task Retire_ADevice_LeavesListsForGoodAndItsHardwareIsANewDevice()
    {
        var retired = await Json(await Post("retire"));

        Assert.Equal("retired", retired.GetProperty("state").GetString());
        Assert.Equal(0, (await _manager.GetFromJsonAsync<JsonElement>("/api/v1/devices", Token)).GetArrayLength());
        Assert.Equal(1, (await _manager.GetFromJsonAsync<JsonElement>("/api/v1/devices?retired=true", Token)).GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await _manager.GetAsync($"{Path}/telemetry?resolution=raw", Token)).StatusCode);
        foreach (var what in new[] { "claim", "release" })
        {
            using var refused = await Post(what);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("device_retired", Text(await Json(refused), "code"));
        }

        using var again = new BrokerClient(_gateway, "AA:BB");
        Assert.NotEqual(_device.Device.Id, again.Device.Id);
    }

    [Fact]
    public async Task Claim_DeviceIsRetiredBeforeTheCodeIsUsed_IsNotAccepted()
    {
        var claim = await Json(await Post("claim"));
        (await Post("retire")).EnsureSuccessStatusCode();
        using var https = _gateway.Https();

        using var refused = await https.PostAsJsonAsync(
            "/api/devices/register", new { code = claim.GetProperty("code").GetString(), hardware_id = "NEW" }, Token);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(Registry.FindByHardware("NEW"));
    }

    [Fact]
    public async Task AllOfIt_IsInTheAuditLog()
    {
        (await Patch(new { name = "Hall" })).EnsureSuccessStatusCode();
        foreach (var what in new[] { "release", "claim", "retire" }) (await Post(what)).EnsureSuccessStatusCode();

        var entries = _gateway.Services.GetRequiredService<AuditLog>().Read(null, 10);

        Assert.Equal(["device.retire", "device.claim", "device.release", "device.rename"], entries.Select(entry => entry.What));
        Assert.All(entries, entry => Assert.Equal(("test", _device.Device.Id), (entry.Who, entry.Target)));
        Assert.Equal("Hall", entries[^1].Details);
    }

    [Fact]
    public async Task Register_WithWhatStandsForAHardwareId_IsRefused()
    {
        (await Post("retire")).EnsureSuccessStatusCode();
        var code = (await Json(await _manager.PostAsJsonAsync("/api/v1/enrolments", new { name = "x" }, Token))).GetProperty(
            "code").GetString();
        using var https = _gateway.Https();

        using var refused =
            await https.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = $"gone:{_device.Device.Id}" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private async Task<HttpResponseMessage> Patch(object change, EntityTagHeaderValue? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Path) { Content = JsonContent.Create(change) };
        if (tag is not null) request.Headers.IfMatch.Add(tag);
        return await _manager.SendAsync(request, Token);
    }

    private Task<HttpResponseMessage> Post(string what) => _manager.PostAsync($"{Path}/{what}", null, Token);

    private Task<JsonElement> Get() => _manager.GetFromJsonAsync<JsonElement>(Path, Token);

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using (answer) return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
