using System.Diagnostics.Metrics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Fleet;

/// <summary>Instruments of several gateways on one store.</summary>
internal sealed class FleetMetrics(IMeterFactory factory)
{
    private readonly Meter _meter = factory.Create(MetricsServices.MeterName);

    /// <summary>Shows who is there, read when somebody asks.</summary>
    public void Observe(GatewayFleet fleet, FleetMessages messages, Func<long> sent)
    {
        _meter.CreateObservableGauge(
            "plantops.fleet.gateways", () => fleet.Members.Count(member => fleet.IsLive(member.Id)), "{gateway}",
            "Gateways on the store, this one too, as it sees them.");
        _meter.CreateObservableGauge(
            "plantops.fleet.leased", () => fleet.IsLeased ? 1 : 0, "{gateway}",
            "1 while this gateway's lease goes on, or else 0.");
        _meter.CreateObservableGauge(
            "plantops.fleet.leader", () => fleet.IsLeader ? 1 : 0, "{gateway}",
            "1 where this gateway does what one does for all, or else 0.");
        _meter.CreateObservableCounter("plantops.fleet.notices", sent, "{notice}", "Notices that were sent to other gateways.");
        _meter.CreateObservableCounter(
            "plantops.fleet.dropped", () => messages.Dropped, "{line}", "Lines for other gateways that there was no room for.");
    }
}
