using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using PlantOps.Contracts.Commands;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Tests.Broker;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>A device is connected to one gateway; each of them shows it and can tell it something.</summary>
public sealed class FleetDevicesTests : IAsyncLifetime
{
    private FleetKit _kit = null!;
    private BrokerClient _device = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _kit = await FleetKit.OfAsync(2);
        _device = new BrokerClient(_kit[0], "AA:BB");
        await Eventually.IsAsync(() => _kit[1].Services.GetRequiredService<DeviceRegistry>().Find(_device.Device.Id) is not null);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _kit.DisposeAsync();
    }

    [Fact]
    public async Task Connect_AtOneGateway_IsOnlineAtTheOtherWithItsHeartbeat()
    {
        await _device.ConnectAsync();
        await Eventually.IsAsync(() => StateAt(1) == DeviceState.Online);
        await _device.PublishAsync(_device.Topic("heartbeat"), """{"uptime":77,"rssi":-61}""");
        await Eventually.IsAsync(() => Presence(0).LastHeartbeat(_device.Device.Number) is not null);

        // Who comes later knows it, too.
        var third = await _kit.AddAsync();
        await Eventually.IsAsync(
            () => third.Services.GetRequiredService<DevicePresence>().LastHeartbeat(_device.Device.Number)?.Rssi == -61);
        await Eventually.IsAsync(() => Presence(1).LastHeartbeat(_device.Device.Number)?.UptimeSeconds == 77);
        Assert.Equal(DeviceState.Online, StateAt(2));

        _device.Mqtt.Dispose();
        await Eventually.IsAsync(() => StateAt(1) == DeviceState.Offline && StateAt(2) == DeviceState.Offline);
    }

    [Fact]
    public async Task Stop_TheGatewayOfADevice_IsNotConnectedAnyMore()
    {
        await _device.ConnectAsync();
        await Eventually.IsAsync(() => StateAt(1) == DeviceState.Online);
        var there = Presence(1);

        await _kit.Remove(_kit[0]);

        await Eventually.IsAsync(() => !there.IsConnected(_device.Device.Number));
        Assert.Null(there.GatewayOf(_device.Device.Number));
    }

    [Fact]
    public async Task PostACommand_AtAnotherGateway_ReachesTheDeviceAndItsAnswerComesBack()
    {
        await ListenAsync(command => $$"""{"id":"{{command.Id}}","result":"done","soil_raw":2950}""");
        await Eventually.IsAsync(() => StateAt(1) == DeviceState.Online);
        using var owner = _kit[1].SignedIn(TokenRole.Owner);

        var began = Stopwatch.StartNew();
        using var answer =
            await owner.PostAsJsonAsync($"/api/v1/devices/{_device.Device.Id}/commands", new { name = "calibrate_air" }, Token);
        TestContext.Current.SendDiagnosticMessage($"Answered after {began.ElapsedMilliseconds} ms.");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(("done", 2950), (result.GetProperty("result").GetString(), result.GetProperty("soil_raw").GetInt32()));
        foreach (var host in _kit.Hosts)
            await Eventually.IsAsync(
                () => host.Services.GetRequiredService<DeviceCommands>().LastOf(_device.Device)?.Answer?.SoilRaw == 2950);
    }

    [Fact]
    public async Task Release_AtAnotherGateway_EndsTheConnection()
    {
        await _device.ConnectAsync();
        using var local = _kit[1].Local();

        using var answer = await local.PostAsync($"/local/devices/{_device.Device.Id}/release", null, Token);

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        await _device.Ended.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    private DevicePresence Presence(int index) => _kit[index].Services.GetRequiredService<DevicePresence>();

    private DeviceState StateAt(int index) =>
        Presence(index).StateOf(_kit[index].Services.GetRequiredService<DeviceRegistry>().Find(_device.Device.Id)!);

    private async Task ListenAsync(Func<DeviceCommand, string> answer)
    {
        _device.Mqtt.ApplicationMessageReceivedAsync += async received =>
        {
            var command = DeviceCommand.Parse(received.ApplicationMessage.Payload.ToArray());
            await _device.PublishAsync(_device.Topic("commands/ack"), answer(command!));
        };
        await _device.ConnectAsync();
        await _device.Mqtt.SubscribeAsync(_device.Topic("commands"), cancellationToken: Token);
    }
}
