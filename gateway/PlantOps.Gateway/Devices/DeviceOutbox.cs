using System.Text.Json;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Json;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices;

/// <summary>What the gateway says to devices.</summary>
internal sealed class DeviceOutbox(IDeviceLink link, SettingsRegistry settings) : IDisposable
{
    private const int CommandBytes = 256;

    private readonly SemaphoreSlim _desiring = new(1);

    /// <summary>
    /// Is told of a device whose settings could not be sent, and sees to it that they are later. Must not wait. Without it
    /// whoever sends hears of the fault.
    /// </summary>
    public Action<Device>? Undelivered { get; set; }

    /// <summary>Tells a device what it should be now. Retained: one that is away finds it when it comes back.</summary>
    public async Task Desire(Device device)
    {
        // One at a time, so that what is retained in the end is the latest.
        await _desiring.WaitAsync();
        try
        {
            if (settings.Of(device).Desired is not { } desired) return;
            var payload = JsonSerializer.SerializeToUtf8Bytes(desired, DevicesJson.Default.DesiredSettings);
            await link.SendAsync(DeviceTopic.Format(device.Id, TopicKind.Desired), payload, isRetained: true);
        }
        catch (BrokerAwayException) when (Undelivered is { } undelivered)
        {
            undelivered(device);
        }
        finally
        {
            _desiring.Release();
        }
    }

    /// <summary>Tells a device to do something. Not retained: it is for now.</summary>
    public Task Command(Device device, DeviceCommand command)
    {
        var json = new JsonWriter(new byte[CommandBytes]);
        command.Write(json);
        return link.SendAsync(DeviceTopic.Format(device.Id, TopicKind.Commands), json.ToArray(), isRetained: false);
    }

    public void Dispose() => _desiring.Dispose();
}

/// <summary>The way to the devices, whichever broker it is.</summary>
internal interface IDeviceLink
{
    /// <summary>Publishes at QoS 1.</summary>
    Task SendAsync(string topic, byte[] payload, bool isRetained);
}
