using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;
using PlantOps.Gateway.Tests.Certificates;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Two whole gateways on one database, each with a data directory of its own.</summary>
public sealed class TwoGatewaysTests : IAsyncLifetime
{
    private readonly string[] _store = ["--Store:Provider", "PostgreSql", "--Store:ConnectionString",
        SharedPostgres.Server.NewDatabase()];
    private GatewayHost _here = null!;
    private GatewayHost _there = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _here = await GatewayHost.StartedAsync(more: _store);
        _there = await GatewayHost.StartedAsync(more: _store);
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Register_WithTheCodeOfAnotherGateway_LetsTheDeviceInWhichTrustsBoth()
    {
        var code = _here.Services.GetRequiredService<EnrolmentCodes>().Create("Fern").Code;
        Assert.True(code.Matches(_there.Services.GetRequiredService<ServerCertificates>().Authority.Der));

        using var https = _there.Https();
        using var answer = await https.PostAsJsonAsync(
            "/api/devices/register", new { code = code.ToString(), hardware_id = "24:6F:28:00:00:01" }, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await TlsProbe.ShakeHands(_here, TlsProbe.CaOf(_there), _here.MqttPort);
        await TlsProbe.ShakeHands(_there, TlsProbe.CaOf(_here), _there.MqttPort);
    }

    [Fact]
    public async Task Register_AfterTooManyWrongCodesAtAnotherGateway_TurnsTheNextAwayAndAcceptsAGoodOne()
    {
        var local = AddressKey.Of(IPAddress.Loopback);
        var failures = _here.Services.GetRequiredService<EnrolmentFailures>();
        for (var i = 0; i < ThrottleLimits.Default.FreeFailures; i++) failures.Count(local);
        var good = _here.Services.GetRequiredService<EnrolmentCodes>().Create("Fern").Code.ToString();
        using var https = _there.Https();

        using var wrong = await https.PostAsJsonAsync(
            "/api/devices/register", new { code = "0000000000000000000Z", hardware_id = "AA" }, Token);
        using var right = await https.PostAsJsonAsync("/api/devices/register", new { code = good, hardware_id = "AA" }, Token);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Created), (wrong.StatusCode, right.StatusCode));
    }

    [Fact]
    public async Task Change_ASettingThatAnotherGatewayHasChanged_KeepsBoth()
    {
        var device = _here.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new("Fern", "24:6F:28:00:00:02", null, null, []), "secret", null)!;
        _there.Services.GetRequiredService<DeviceRegistry>().Reload();
        using var here = _here.Local();
        using var there = _there.Local();

        using var first = await here.PatchAsJsonAsync($"/local/devices/{device.Id}/settings", new { interval_s = 30 }, Token);
        using var second =
            await there.PatchAsJsonAsync($"/local/devices/{device.Id}/settings", new { led_dry_percent = 20 }, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var desired = _there.Services.GetRequiredService<SettingsRegistry>().Of(device).Desired;
        Assert.Equal((30, 20), (desired?.IntervalS, desired?.LedDryPercent));
    }

    [Fact]
    public void Put_AMapping_IsInForceAtTheOtherGatewayAfterItsNextLook()
    {
        var device = _here.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new("Fern", "24:6F:28:00:00:03", null, null, []), "secret", null)!;
        _there.Services.GetRequiredService<DeviceRegistry>().Reload();
        var (here, there) = (_here.Services.GetRequiredService<FieldMappings>(),
            _there.Services.GetRequiredService<FieldMappings>());
        var inputs = _there.Services.GetRequiredService<DeviceInputs>();

        here.Put(device, new FieldMapping { Preset = "tasmota" });
        there.Reload();
        Assert.True(inputs.Of(device.Number).Rules.Mapped?.Has("/AM2301/Temperature"));

        here.Put(device, new FieldMapping { Fields = [new FieldRule { Pointer = "/t", As = "temperature" }] });
        there.Reload();
        Assert.Equal((true, false),
            (inputs.Of(device.Number).Rules.Mapped!.Has("/t"), inputs.Of(device.Number).Rules.Mapped!.Has("/ANALOG/A0")));

        here.Remove(device);
        there.Reload();
        Assert.Null(inputs.Of(device.Number).Rules.Mapped);
    }
}
