using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using PlantOps.Contracts.Settings;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Settings;

public sealed class SettingsApiTests : IAsyncLifetime
{
    private GatewayHost _gateway = null!;
    private BrokerClient _device = null!;
    private HttpClient _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => $"/api/v1/devices/{_device.Device.Id}/settings";

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _device = new BrokerClient(_gateway, "AA:BB");
        _owner = _gateway.SignedIn(TokenRole.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        _device.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Patch_DeviceIsAway_FindsItRetainedWhenItComesBack()
    {
        var answer = await Patch("""{"interval_s":300,"pins":{"soil":34}}""");

        var desired = DesiredState.Parse(await Desired());

        Assert.Equal("unknown", answer.GetProperty("state").GetString());
        Assert.NotNull(desired);
        Assert.Equal((1, 300, 34), (desired.Version, desired.IntervalS, desired.Board.Pin(BoardPin.Soil)));
    }

    [Theory]
    [InlineData("""{"version":0,"interval_s":60,"sleep":true,"publish_s":3600}""", 3600)]
    [InlineData("""{"version":0,"interval_s":60,"sleep":false,"publish_s":3600}""", 0)]
    [InlineData("""{"version":0,"interval_s":60,"sleep":true,"publish_s":999999999}""", 0)]
    public void Report_OfADeviceThatMaySleep_SaysForHowLongItIsSilent(string reported, int seconds)
    {
        var devices = _gateway.Services.GetRequiredService<DeviceRegistry>();
        var settings = JsonSerializer.Deserialize(reported, DevicesJson.Default.ReportedSettings)!;

        _gateway.Services.GetRequiredService<SettingsRegistry>().Report(_device.Device, settings, 1);

        Assert.Equal(
            (60, seconds), (devices.Find(_device.Device.Id)!.IntervalSeconds, devices.Find(_device.Device.Id)!.SilentSeconds));
    }

    [Fact]
    public async Task Patch_Again_KeepsTheOtherSettings()
    {
        await Patch("""{"interval_s":300,"pins":{"soil":34}}""");
        await Patch("""{"sleep":true,"pins":{"led":2}}""");

        var desired = DesiredState.Parse(await Desired())!;

        Assert.Equal((2, 300, true), (desired.Version, desired.IntervalS, desired.Sleep));
        Assert.Equal((34, 2), (desired.Board.Pin(BoardPin.Soil), desired.Board.Pin(BoardPin.Led)));
    }

    [Fact]
    public async Task Patch_GatewayRestarted_StillTellsTheDevice()
    {
        using var directory = new TemporaryDirectory();
        string id;
        await using (var first = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            using var device = new BrokerClient(first, "CC:DD");
            using var owner = first.SignedIn(TokenRole.Owner);
            id = device.Device.Id;
            (await owner.PatchAsync(
                $"/api/v1/devices/{id}/settings", Json("""{"interval_s":300}"""), Token)).EnsureSuccessStatusCode();
        }

        await using var second = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        using var again = new BrokerClient(second, "CC:DD");

        Assert.Equal(id, again.Device.Id);
        Assert.Equal(300, DesiredState.Parse(await Desired(again))!.IntervalS);
    }

    [Theory]
    [InlineData("""{"version":1,"interval_s":300}""", "in_sync")]
    [InlineData(
        """{"version":0,"interval_s":60,"refused_version":1,"refused":[{"name":"interval_s","reason":"no"}]}""", "refused")]
    [InlineData("""{"version":0,"interval_s":60,"something_new":[1]}""", "pending")]
    public async Task Get_AfterTheDeviceSaidWhatItIs_SaysWhetherItIsTheSame(string reported, string state)
    {
        await Patch("""{"interval_s":300}""");
        await _device.ConnectAsync();

        await _device.PublishAsync(_device.Topic("reported"), reported);

        using var viewer = _gateway.SignedIn();
        var answer = await viewer.GetFromJsonAsync<JsonElement>(Path, Token);
        Assert.Equal(state, answer.GetProperty("state").GetString());
        Assert.Equal(reported.Contains("300", StringComparison.Ordinal) ? 300 : 60,
            answer.GetProperty("reported").GetProperty("interval_s").GetInt32());
    }

    [Fact]
    public async Task Report_AnotherInterval_IsTheDevicesInterval()
    {
        await _device.ConnectAsync();
        await _device.PublishAsync(_device.Topic("reported"), """{"version":0,"interval_s":900}""");

        var device = await _owner.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{_device.Device.Id}", Token);

        Assert.Equal(900, device.GetProperty("interval_s").GetInt32());
    }

    [Theory]
    [InlineData("""{"heap_bytes":64100,"psram_bytes":0,"api":2}""",
        """{"heap_bytes":64100,"psram_bytes":0,"flash_bytes":null,"api":2}""")]
    [InlineData("""{"heap_bytes":-5,"psram_bytes":9000000000000000000,"flash_bytes":4194304,"api":0}""",
        """{"heap_bytes":null,"psram_bytes":null,"flash_bytes":4194304,"api":null}""")]
    [InlineData("""{"heap_bytes":-5}""", "null")]
    public async Task Report_WhatTheDeviceHas_IsShownAsFarAsItCanBe(string said, string shown)
    {
        await _device.ConnectAsync();
        await _device.PublishAsync(
            _device.Topic("reported"),
            $$"""{"version":0,"firmware_version":"0.2.0","model":"esp32-s3","capabilities":{{said}}}""");

        var device = await _owner.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{_device.Device.Id}", Token);

        Assert.Equal(shown, device.GetProperty("capabilities").GetRawText());
        Assert.Equal("esp32-s3", device.GetProperty("model").GetString());
        Assert.Equal("0.2.0", device.GetProperty("firmware_version").GetString());
    }

    [Fact]
    public async Task Report_NamesThatAreNoLine_AreNotShown()
    {
        await _device.ConnectAsync();
        var before = await _owner.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{_device.Device.Id}", Token);
        await _device.PublishAsync(
            _device.Topic("reported"), """{"version":0,"firmware_version":"0.2\nforged","model":"\u001b[31m"}""");

        var device = await _owner.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{_device.Device.Id}", Token);

        Assert.Equal(before.GetProperty("model").GetRawText(), device.GetProperty("model").GetRawText());
        Assert.Equal(before.GetProperty("firmware_version").GetRawText(), device.GetProperty("firmware_version").GetRawText());
    }

    [Fact]
    public async Task Patch_AfterACalibration_DoesNotBringTheOldValuesBack()
    {
        await Patch("""{"soil_dry_raw":3000,"soil_wet_raw":1400}""");
        await _device.ConnectAsync();
        await _device.PublishAsync(
            _device.Topic("reported"), """{"version":1,"interval_s":60,"soil_dry_raw":2800,"soil_wet_raw":1400}""");

        await Patch("""{"interval_s":120}""");

        Assert.Equal(2800, DesiredState.Parse(await Desired())!.SoilDryRaw);
    }

    [Theory]
    [InlineData("""{"interval_s":4}""", "interval_s")]
    [InlineData("""{"interval_s":86401,"publish_s":1}""", "interval_s", "publish_s")]
    [InlineData("""{"soil_dry_raw":1500,"soil_wet_raw":1400}""", "soil_dry_raw")]
    [InlineData("""{"soil_dry_raw_3":1500,"soil_wet_raw_3":1400}""", "soil_dry_raw_3")]
    [InlineData("""{"battery_ratio_permille":20001}""", "battery_ratio_permille")]
    [InlineData("""{"led_dry_percent":90,"led_wet_percent":10}""", "led_dry_percent")]
    [InlineData("""{"pins":{"soli":34,"led":77}}""", "pins.soli", "pins.led")]
    [InlineData("""{"sensors":{"wind":"vane","light":""}}""", "sensors.wind", "sensors.light")]
    [InlineData("{}", "")]
    public async Task Patch_OutOfRange_NamesEachFieldAndChangesNothing(string change, params string[] fields)
    {
        using var answer = await _owner.PatchAsync(Path, Json(change), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors");
        Assert.Equal(fields.Order(), errors.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal(
            JsonValueKind.Null, (await _owner.GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("desired").ValueKind);
    }

    [Fact]
    public async Task Patch_SettingThatDoesNotExist_IsNotIgnored()
    {
        using var answer = await _owner.PatchAsync(Path, Json("""{"intervall":300}"""), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("intervall", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_Viewer_IsForbidden()
    {
        using var viewer = _gateway.SignedIn();
        using var answer = await viewer.PatchAsync(Path, Json("""{"interval_s":300}"""), Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Report_IntervalThatCannotBe_IsNotTheDevicesInterval()
    {
        await _device.ConnectAsync();
        await _device.PublishAsync(_device.Topic("reported"), """{"version":0,"interval_s":2000000000}""");

        var device = await _owner.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{_device.Device.Id}", Token);

        Assert.Equal(60, device.GetProperty("interval_s").GetInt32());
    }

    [Theory]
    [InlineData("""{"version":"three"}""")]
    [InlineData("""{"version":9223372036854775807}""")]
    [InlineData("""{"version":-1}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Report_Unreadable_IsSetAside(string reported)
    {
        await _device.ConnectAsync();

        var refused = await _device.PublishAsync(_device.Topic("reported"), reported);

        Assert.Equal(MqttClientPublishReasonCode.PayloadFormatInvalid, refused.ReasonCode);
    }

    private async Task<JsonElement> Patch(string change)
    {
        using var answer = await _owner.PatchAsync(Path, Json(change), Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private Task<byte[]> Desired() => Desired(_device);

    private static async Task<byte[]> Desired(BrokerClient device)
    {
        var found = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        device.Mqtt.ApplicationMessageReceivedAsync += received =>
        {
            found.TrySetResult(System.Buffers.BuffersExtensions.ToArray(received.ApplicationMessage.Payload));
            return Task.CompletedTask;
        };
        if (!device.Mqtt.IsConnected) await device.ConnectAsync();
        await device.Mqtt.SubscribeAsync(device.Topic("desired"), cancellationToken: Token);
        return await found.Task.WaitAsync(TimeSpan.FromMinutes(3), Token);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
