namespace PlantOps.Gateway.Telemetry;

/// <summary>The store cannot take or give anything now; the message says why, for the owner.</summary>
internal class StoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>A stored block is damaged; the message names file, device and time range.</summary>
internal sealed class CorruptBucketException(string message, Exception? inner = null) : IOException(message, inner);
