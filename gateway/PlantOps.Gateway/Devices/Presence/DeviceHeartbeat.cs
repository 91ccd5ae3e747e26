namespace PlantOps.Gateway.Devices.Presence;

/// <summary>What a device last said of its own health.</summary>
/// <param name="ReceivedAt">Unix milliseconds UTC.</param>
/// <param name="UptimeSeconds">Seconds since its start.</param>
/// <param name="Rssi">Wi-Fi signal, dBm.</param>
/// <param name="Buffered">Readings that wait in its buffer.</param>
/// <param name="Lost">Readings that its buffer had to give up.</param>
/// <param name="Battery">Charge of its battery, %.</param>
internal sealed record DeviceHeartbeat(long ReceivedAt, long? UptimeSeconds, int? Rssi, long? Buffered, long? Lost, int? Battery = null);
