namespace PlantOps.Gateway.Devices.Presence;

/// <summary>Whether a device can be reached. Unknown is a state of its own, never shown as fine.</summary>
internal enum DeviceState
{
    /// <summary>It was never heard of, the gateway has just started, or its connection is open and silent.</summary>
    Unknown,

    /// <summary>Connected, and heard of lately.</summary>
    Online,

    /// <summary>Not connected.</summary>
    Offline,

    /// <summary>Not connected on purpose: it sleeps to save its battery and has said when it is back, at the latest.</summary>
    Asleep,
}

internal static class DeviceStates
{
    public static string Name(DeviceState state) => state switch
    {
        DeviceState.Online => "online",
        DeviceState.Offline => "offline",
        DeviceState.Asleep => "asleep",
        _ => "unknown",
    };
}
