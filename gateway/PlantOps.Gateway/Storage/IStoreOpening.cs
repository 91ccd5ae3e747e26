namespace PlantOps.Gateway.Storage;

/// <summary>The moment at the start at which the store is opened and brought up to this version, before anybody is let in.</summary>
internal interface IStoreOpening
{
    /// <exception cref="Telemetry.StoreUnavailableException">It cannot be opened; the message says why and what to do.</exception>
    void Open();
}
