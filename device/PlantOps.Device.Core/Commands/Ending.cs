namespace PlantOps.Device.Core.Commands;

/// <summary>What a device does to itself before it starts anew.</summary>
internal enum Ending
{
    /// <summary>Nothing.</summary>
    Restart = 0,

    /// <summary>It forgets its Wi-Fi and opens the set-up portal; its identity and its readings stay.</summary>
    ForgetWifi = 1,

    /// <summary>It forgets everything.</summary>
    FactoryReset = 2,
}
