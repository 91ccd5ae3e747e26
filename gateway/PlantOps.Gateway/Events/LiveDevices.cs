using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Operations;

namespace PlantOps.Gateway.Events;

/// <summary>
/// Tells listeners of devices that have another state or name. A state also changes by nothing happening, so all are
/// looked at now and then; always, because whoever begins to listen knows the states of that moment.
/// </summary>
internal sealed class LiveDevices(DeviceRegistry devices, DevicePresence presence, LiveEvents events, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (string Name, string State)> _known = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var device in devices.All) _known[device.Number] = (device.Name, DeviceStates.Name(device, presence));
        devices.Changed += Look;
        presence.Changed += Look;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        devices.Changed -= Look;
        presence.Changed -= Look;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var device in devices.Active) Look(device);
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private void Look(int number)
    {
        if (devices.Find(number) is { } device) Look(device);
    }

    private void Look(Device device)
    {
        // Told within the lock: of two changes of a device the later one is told last.
        lock (_gate)
        {
            var now = (device.Name, DeviceStates.Name(device, presence));
            if (_known.TryGetValue(device.Number, out var before) && before == now) return;
            _known[device.Number] = now;
            events.Publish(LiveEventType.Device, Show(device, now.Item2), GatewayJson.Default.LiveDevice);
        }
    }

    private LiveDevice Show(Device device, string state) =>
        new() { DeviceId = device.Id, Name = device.Name, State = state, LastSeen = presence.LastSeen(device.Number) };
}
