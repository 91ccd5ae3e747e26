namespace PlantOps.Gateway.Telemetry;

/// <summary>Readings of one device, in the order in which they arrived.</summary>
/// <param name="Device">The device's number in the registry; of a further soil channel, the <see cref="SoilStream"/>.</param>
internal sealed record DeviceReadings(int Device, IReadOnlyList<Reading> Readings);
