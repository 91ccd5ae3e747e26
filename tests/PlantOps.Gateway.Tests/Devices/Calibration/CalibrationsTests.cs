using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Calibration;

public sealed class CalibrationsTests
{
    [Fact]
    public async Task Calibration_FromAirToWater_SetsBothPointsAndPutsTheDeviceBack()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        var (calibrations, settings) = Of(gateway);
        await settings.Apply(device.Device, new SettingsChange { IntervalS = 300, Sleep = true }, Principal.Local);
        await device.ConnectAsync();

        await calibrations.Begin(device.Device, 1, Principal.Local);
        Assert.Equal((Limits.MinInterval, false), Desired(gateway, device));
        Assert.False(calibrations.Take(device.Device));
        await MeasureAsync(gateway, device, 0, 2812, 2810, 2815, 2811, 2809);
        Assert.True(calibrations.Take(device.Device));
        Assert.Empty(calibrations.Values(calibrations.Find(device.Device)!));
        await MeasureAsync(gateway, device, 5, 1312, 1310, 1315, 1311, 1309);
        Assert.True(calibrations.Take(device.Device));
        Assert.Empty(await calibrations.Apply(device.Device, Principal.Local));

        var desired = gateway.Services.GetRequiredService<SettingsRegistry>().Of(device.Device).Desired!;
        Assert.Equal((2811, 1311, 300, true), (desired.SoilDryRaw, desired.SoilWetRaw, desired.IntervalS, desired.Sleep));
        Assert.Null(calibrations.Find(device.Device));
    }

    [Fact]
    public async Task Calibration_ThatIsLeft_PutsTheDeviceBackAlsoAfterARestart()
    {
        using var directory = new TemporaryDirectory();
        var time = new ShiftedTime();
        string id;
        await using (var first = await GatewayHost.StartedAsync(time, directory.Path))
        {
            using var device = new BrokerClient(first, "AA:BB");
            id = device.Device.Id;
            await Of(first).Calibrations.Begin(device.Device, 1, Principal.Local);
            await Of(first).Calibrations.EndExpired();
            Assert.Equal((Limits.MinInterval, (bool?)null), Desired(first, device));
        }

        time.Shift(Calibrations.Lifetime);
        await using var second = await GatewayHost.StartedAsync(time, directory.Path);
        await Of(second).Calibrations.EndExpired();

        var found = second.Services.GetRequiredService<Gateway.Devices.DeviceRegistry>().Find(id)!;
        Assert.Equal(60, second.Services.GetRequiredService<SettingsRegistry>().Of(found).Desired!.IntervalS);
    }

    [Fact]
    public async Task Calibration_WhoseDeviceSomebodyChanges_LeavesThatAsItIs()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        var (calibrations, settings) = Of(gateway);
        await calibrations.Begin(device.Device, 1, Principal.Local);
        await settings.Apply(device.Device, new SettingsChange { IntervalS = 600 }, Principal.Local);

        await calibrations.End(device.Device, Principal.Local);

        Assert.Equal(600, Desired(gateway, device).Interval);
    }

    private static (Calibrations Calibrations, SettingsChanges Settings) Of(GatewayHost gateway) =>
        (gateway.Services.GetRequiredService<Calibrations>(), gateway.Services.GetRequiredService<SettingsChanges>());

    private static (int? Interval, bool? Sleep) Desired(GatewayHost gateway, BrokerClient device)
    {
        var desired = gateway.Services.GetRequiredService<SettingsRegistry>().Of(device.Device).Desired;
        return (desired?.IntervalS, desired?.Sleep);
    }

    private static async Task MeasureAsync(GatewayHost gateway, BrokerClient device, int sequence, params int[] raw)
    {
        var now = gateway.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        var readings = raw.Select((value, place) => string.Create(
            CultureInfo.InvariantCulture, $$"""{"seq":{{sequence + place}},"ts":{{now}},"soil_raw":{{value}}}"""));
        await device.PublishAsync(device.Topic("telemetry"), $$"""{"boot":1,"readings":[{{string.Join(',', readings)}}]}""");
    }

    /// <summary>The machine's clock, set ahead.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        private TimeSpan _shift;

        public void Shift(TimeSpan by) => _shift += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;
    }
}
