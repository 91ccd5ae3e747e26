using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Devices.Mapping;

/// <summary>Keeps which clocks are constantly wrong: a device that sends once an hour takes hours to show it again.</summary>
internal sealed class DeviceClocks(IRecords records, DeviceRegistry devices, DeviceInputs inputs)
{
    private static readonly WrongClock Right = new() { AheadMs = 0 };

    private readonly Dictionary<string, WrongClock> _kept = [];
    private readonly RecordStore<WrongClock> _clocks =
        new(records, RecordSet.DeviceClocks, DeviceRecordsJson.Default.WrongClock);

    public void Load()
    {
        foreach (var clock in _clocks.Read(RecordRange.All))
        {
            _kept[clock.Id] = clock.Value;
            if (devices.Find(clock.Id) is { } device)
                inputs.Of(device.Number).Clock.Remember(clock.Value.AheadMs, clock.Value.ZoneMs);
        }
    }

    /// <summary>Writes what has changed.</summary>
    public void Save()
    {
        foreach (var device in devices.Active)
        {
            var clock = inputs.Of(device.Number).Clock;
            var now = new WrongClock { AheadMs = clock.Ahead, ZoneMs = clock.Zone };
            if (now == _kept.GetValueOrDefault(device.Id, Right)) continue;
            records.TryCommit([now == Right ? _clocks.Delete(device.Id) : _clocks.Put(device.Id, now)]);
            _kept[device.Id] = now;
        }
    }
}

/// <summary>A clock that is wrong, as it is kept.</summary>
internal sealed record WrongClock
{
    /// <summary>Milliseconds; negative where it is behind.</summary>
    public required long AheadMs { get; init; }

    /// <summary>How far its local time is ahead of UTC, where it names no zone; milliseconds.</summary>
    public long ZoneMs { get; init; }
}

/// <summary>Writes now and then, and at the end, which clocks are wrong.</summary>
internal sealed class DeviceClockWriter(DeviceClocks clocks, Supervisor supervisor, ILogger<DeviceClockWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "device_clocks";

    protected override string Title => "Writing which clocks of devices are wrong";

    protected override void Write() => clocks.Save();
}
