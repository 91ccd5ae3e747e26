using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Events;

/// <summary>
/// Tells listeners of devices that have another state or name. A state also changes by nothing happening, so all are
/// looked at now and then; always, because whoever begins to listen knows the states of that moment.
/// </summary>
internal sealed class LiveDevices(
    DeviceRegistry devices, DevicePresence presence, LiveEvents events, Supervisor supervisor, ILogger<LiveDevices> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (string Name, string State)> _known = [];
    private bool _hasLooked;

    public override string Component => "live_devices";

    protected override string Title => "Events of devices";

    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    protected override Task Begin(CancellationToken stopping)
    {
        devices.Changed += OnChanged;
        presence.Changed += OnChanged;
        return Task.CompletedTask;
    }

    protected override Task Run(CancellationToken stopping)
    {
        var isFirst = !_hasLooked;
        foreach (var device in isFirst ? devices.All : devices.Active) Look(device, isFirst);
        _hasLooked = true;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        devices.Changed -= OnChanged;
        presence.Changed -= OnChanged;
        return Task.CompletedTask;
    }

    private void OnChanged(Device device) => Guard(Title, () => Look(device));

    private void OnChanged(int number)
    {
        if (devices.Find(number) is { } device) OnChanged(device);
    }

    private void Look(Device device, bool isFirst = false)
    {
        // Told within the lock: of two changes of a device the later one is told last.
        lock (_gate)
        {
            var now = (device.Name, DeviceStates.Name(device, presence));
            if (isFirst)
            {
                _known.TryAdd(device.Number, now);
                return;
            }

            if (_known.TryGetValue(device.Number, out var before) && before == now) return;
            _known[device.Number] = now;
            events.Publish(LiveEventType.Device, Show(device, now.Item2), EventsJson.Default.LiveDevice);
        }
    }

    private LiveDevice Show(Device device, string state) =>
        new() { DeviceId = device.Id, Name = device.Name, State = state, LastSeen = presence.LastSeen(device.Number) };
}
