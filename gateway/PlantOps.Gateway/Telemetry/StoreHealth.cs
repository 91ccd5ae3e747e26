using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Whether readings can be kept, as the writer last found.</summary>
internal sealed class StoreHealth(IngestState state) : IHealthSource
{
    public string Component => "store";

    public bool NeededForReady => true;

    public string? Problem() => state.Failure;
}
