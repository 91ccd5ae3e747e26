using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Care;

/// <summary>
/// Keeps plans up to date while nobody asks for them, so that a message can say what is due. A quiet plant costs nothing,
/// and of several gateways each keeps those of its own plants.
/// </summary>
internal sealed class CareService(CarePlans plans, GatewayFleet fleet, Supervisor supervisor, ILogger<CareService> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>
    /// More are made in the next round: a thousand plants take under an hour after a start, and nothing else waits.
    /// </summary>
    private const int MaxMade = 100;

    private const string ItemPrefix = "Care plan of plant ";

    public override string Component => "care";

    protected override string Title => "Care plans";

    protected override Task Run(CancellationToken stopping)
    {
        var made = 0;
        var all = plans.Plants.ToList();
        plans.KeepOnly(all.Select(plant => plant.Id).ToHashSet());
        Faults.KeepOnly(ItemPrefix, all.Select(plant => ItemPrefix + plant.Id));
        foreach (var plant in all.Where(plant => fleet.Owns(plant.Id)))
        {
            stopping.ThrowIfCancellationRequested();
            Faults.TryItem(ItemPrefix + plant.Id, () =>
            {
                if (plans.IsUpToDate(plant)) return;
                plans.Current(plant);
                made++;
            });
            if (made == MaxMade) break;
        }

        return Task.CompletedTask;
    }
}
