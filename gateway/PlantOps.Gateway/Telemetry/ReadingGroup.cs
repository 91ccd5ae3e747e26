namespace PlantOps.Gateway.Telemetry;

/// <summary>What one commit stores.</summary>
internal sealed record ReadingGroup(IReadOnlyList<DeviceReadings> Readings, IReadOnlyList<SetAsideMessage> SetAside);

/// <summary>What a commit did.</summary>
/// <param name="Stored">Readings that are new.</param>
/// <param name="Duplicates">Readings that were there already.</param>
internal readonly record struct AppendResult(int Stored, int Duplicates);
