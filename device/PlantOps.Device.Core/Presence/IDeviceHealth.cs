namespace PlantOps.Device.Core.Presence;

/// <summary>How the device itself is.</summary>
internal interface IDeviceHealth
{
    /// <summary>Bytes free now.</summary>
    long FreeHeap { get; }

    /// <summary>Fewest bytes free since the start.</summary>
    long LowHeap { get; }
}
