using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>What pages of devices are made of. Times are Unix milliseconds UTC.</summary>
internal sealed record DeviceFacts(Device Device, ReachState State)
{
    /// <summary><c>null</c> where it was never heard of.</summary>
    public long? LastSeen { get; init; }

    public DeviceHeartbeat? Heartbeat { get; init; }

    /// <summary>How its messages were read; <c>null</c> where there is nothing to say.</summary>
    public InputReport? Input { get; init; }

    /// <summary>It has not taken the latest change of its settings yet.</summary>
    public bool IsPending { get; init; }

    /// <summary>Those that it watches, by soil channel.</summary>
    public IReadOnlyList<Plant> Plants { get; init; } = [];

    /// <summary>How bad it is: what is away should be there, and what is asleep is as it should be.</summary>
    public static CardState ToneOf(ReachState state) => state switch
    {
        ReachState.Away => CardState.Warning,
        ReachState.Online or ReachState.Asleep => CardState.Ok,
        _ => CardState.Unknown,
    };

    /// <summary>Whether a device can be reached, as it is shown.</summary>
    public static ReachState StateOf(Device device, DeviceState state, long? lastSeen) => (device, state) switch
    {
        ({ RetiredAt: not null }, _) => ReachState.Retired,
        ({ ReleasedAt: not null }, _) => ReachState.Released,
        (_, DeviceState.Online) => ReachState.Online,
        (_, DeviceState.Asleep) => ReachState.Asleep,
        (_, DeviceState.Offline) => ReachState.Away,
        _ => lastSeen is null ? ReachState.NeverSeen : ReachState.Unknown,
    };

    /// <summary>Below the first a device loses packets now and then, below the second all the time.</summary>
    public static SignalQuality QualityOf(int rssi) => rssi switch
    {
        >= -67 => SignalQuality.Good,
        >= -78 => SignalQuality.Fair,
        _ => SignalQuality.Weak,
    };
}

/// <summary>Puts together what pages of devices are made of.</summary>
internal sealed class DeviceReader(
    DeviceRegistry devices, DevicePresence presence, SettingsRegistry settings, PlantStore plants, DeviceInputs inputs)
{
    /// <summary>All that are not retired, without their plants: from memory, however many there are.</summary>
    public IReadOnlyList<DeviceFacts> All() => [.. devices.Active.Select(Known)];

    /// <summary>Which plants are watched by which device, by its number.</summary>
    public ILookup<int, Plant> Watched() => plants.All.Select(plant => plant.Value)
        .Where(plant => plant is { PutAwayAt: null, Watched: not null })
        .OrderBy(plant => plant.Watched!.SoilChannel)
        .ToLookup(plant => plant.Watched!.Device);

    /// <summary>What the plants are called that were not given up.</summary>
    public IReadOnlyList<string> PlantNames() =>
        [.. plants.All.Where(plant => plant.Value.PutAwayAt is null).Select(plant => plant.Value.Name)
            .Order(StringComparer.CurrentCulture)];

    public DeviceFacts? Find(string id) =>
        devices.Find(id) is { } device ? Known(device) with { Plants = [.. Watched()[device.Number]] } : null;

    private DeviceFacts Known(Device device)
    {
        var lastSeen = presence.LastSeen(device.Number);
        return new DeviceFacts(device, DeviceFacts.StateOf(device, presence.StateOf(device), lastSeen))
        {
            LastSeen = lastSeen,
            Heartbeat = presence.LastHeartbeat(device.Number),
            Input = inputs.Of(device.Number).Report(),
            IsPending = SettingsView.Of(settings.Of(device)).State == "pending",
        };
    }
}
