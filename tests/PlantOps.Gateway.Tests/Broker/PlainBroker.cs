using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>A gateway whose broker can be spoken to in the clear.</summary>
public sealed class PlainBroker : IAsyncLifetime
{
    private int _devices;

    internal GatewayHost Gateway { get; private set; } = null!;

    internal int Port { get; } = GatewayHost.FreePorts(1)[0];

    internal static async Task<PlainBroker> StartedAsync(TimeProvider? time = null, Action<IServiceCollection>? substitute = null)
    {
        var broker = new PlainBroker();
        broker.Gateway = await GatewayHost.StartedAsync(
            time, substitute: substitute, more: ["--Mqtt:PlainPort", $"{broker.Port}"]);
        return broker;
    }

    public async ValueTask InitializeAsync() => Gateway = await GatewayHost.StartedAsync(more: ["--Mqtt:PlainPort", $"{Port}"]);

    public async ValueTask DisposeAsync() => await Gateway.DisposeAsync();

    internal T Get<T>()
        where T : notnull => Gateway.Services.GetRequiredService<T>();

    /// <summary>A device of its own for each test.</summary>
    internal Device NewDevice()
    {
        var description = new DeviceDescription("Fern", $"hardware-{Interlocked.Increment(ref _devices)}", null, null, []);
        return Get<DeviceRegistry>().Admit(description, BrokerClient.Password, null)!;
    }

    internal Task SendAsync(Device device, string suffix, string payload, bool isRetained = false) =>
        Get<IDeviceLink>().SendAsync($"devices/{device.Id}/{suffix}", System.Text.Encoding.UTF8.GetBytes(payload), isRetained);
}
