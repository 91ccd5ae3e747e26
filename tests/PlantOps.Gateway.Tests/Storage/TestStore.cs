using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>A store of one kind, on a real file or database of its own, for the tests that every kind must pass.</summary>
public abstract class TestStore : IDisposable
{
    internal abstract IReadingStore Readings { get; }

    internal abstract IRollupStore Rollups { get; }

    internal abstract IRetentionStore Retention { get; }

    /// <summary>Does at once what the store does in the background to what was appended.</summary>
    public abstract void Settle();

    /// <summary>Closes and opens it again, as a restart of the gateway does.</summary>
    public abstract void Restart();

    public abstract void Dispose();
}
