namespace PlantOps.Gateway.Hosting;

/// <summary>The store cannot take or give anything now; the message says why, for the owner.</summary>
internal class StoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>It is what was to be stored that is wrong: the same will be refused whenever it is tried again.</summary>
    public bool IsRefusal { get; init; }
}

/// <summary>The broker of devices cannot be reached now, and nothing can be said to them; the message says why.</summary>
internal sealed class BrokerAwayException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>A stored block is damaged; the message names file, device and time range.</summary>
internal sealed class CorruptBucketException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The gateway cannot start; the message tells its owner why and what to do.</summary>
internal sealed class GatewayStartException(string message, Exception? inner = null) : Exception(message, inner);
