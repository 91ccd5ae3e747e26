using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>The receipt of a QoS 0 publish: its sender waits for nothing.</summary>
internal sealed class Unacknowledged : IReceipt
{
    public static readonly Unacknowledged Instance = new();

    public void Stored()
    {
    }

    public void GroupStored()
    {
    }
}
