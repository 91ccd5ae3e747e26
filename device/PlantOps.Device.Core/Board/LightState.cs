namespace PlantOps.Device.Core.Board;

/// <summary>What the status light can say, the most urgent last.</summary>
internal enum LightState
{
    /// <summary>Nothing: the device sleeps most of the time and saves its battery.</summary>
    Dark = 0,

    /// <summary>Connected, and all is well.</summary>
    Online = 1,

    /// <summary>The soil is wetter than its owner wants.</summary>
    TooWet = 2,

    /// <summary>The soil is drier than its owner wants.</summary>
    TooDry = 3,

    /// <summary>No connection to the gateway; it measures and tries again.</summary>
    Connecting = 4,

    /// <summary>A fitted sensor gives nothing that can be trusted.</summary>
    SensorFailing = 5,

    /// <summary>The set-up portal is open.</summary>
    SettingUp = 6,

    /// <summary>Its owner looks for it.</summary>
    Identify = 7,
}
