namespace PlantOps.Gateway.Devices;

/// <summary>The way to the devices, whichever broker it is.</summary>
internal interface IDeviceLink
{
    /// <summary>Publishes at QoS 1.</summary>
    Task SendAsync(string topic, byte[] payload, bool isRetained);

    /// <summary>Ends a device's connection; <see langword="false"/> where it has none.</summary>
    Task<bool> DisconnectAsync(string deviceId);
}
