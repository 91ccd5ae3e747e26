namespace PlantOps.Gateway.Devices;

/// <summary>The way to the devices, whichever broker it is.</summary>
internal interface IDeviceLink
{
    /// <summary>Publishes at QoS 1.</summary>
    Task SendAsync(string topic, byte[] payload, bool isRetained);
}
