namespace PlantOps.Gateway.Devices.Presence;

/// <summary>Whether a device can be reached. Unknown is a state of its own, never shown as fine.</summary>
internal enum DeviceState
{
    /// <summary>It was never heard of, the gateway has just started, or its connection is open and silent.</summary>
    Unknown,

    /// <summary>Connected or posting, and heard of lately.</summary>
    Online,

    /// <summary>Not connected.</summary>
    Offline,

    /// <summary>Not connected on purpose: it sleeps to save its battery and has said when it is back, at the latest.</summary>
    Asleep,
}

internal static class DeviceStates
{
    public const string Released = "released";
    public const string Retired = "retired";

    /// <summary>The state as the API shows it: whether it can be reached matters only while it may connect.</summary>
    public static string Name(Device device, DevicePresence presence) => device switch
    {
        { RetiredAt: not null } => Retired,
        { ReleasedAt: not null } => Released,
        _ => Name(presence.StateOf(device)),
    };

    public static string Name(DeviceState state) => state switch
    {
        DeviceState.Online => "online",
        DeviceState.Offline => "offline",
        DeviceState.Asleep => "asleep",
        _ => "unknown",
    };
}
