namespace PlantOps.Gateway.Telemetry;

/// <summary>Readings of one device and soil channel, in the order in which they arrived.</summary>
internal sealed record DeviceReadings(StreamId Stream, IReadOnlyList<Reading> Readings);
