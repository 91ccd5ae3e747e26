namespace PlantOps.Gateway.Storage.LiteDb.Upgrades;

/// <summary>What brings a database from the version before to this one. May be cut off anywhere, and is then run again from the start.</summary>
internal sealed record UpgradeStep(int Version, string Name, Action<LiteDbFile> Run);
