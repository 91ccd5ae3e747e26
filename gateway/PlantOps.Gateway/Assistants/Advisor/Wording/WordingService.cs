using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>
/// Has plans worded that somebody reads, where they say something else than what was worded. A quiet plant costs nothing.
/// </summary>
internal sealed class WordingService(
    AdvisedPlans advised, PlanWorder worder, CarePlans plans, CarePlanStore kept, AdvisorSetup setup,
    GatewayFleet fleet, Supervisor supervisor, ILogger<WordingService> logger) : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>A provider that does not answer is left alone for so long.</summary>
    public static readonly TimeSpan PauseTime = TimeSpan.FromMinutes(15);

    /// <summary>More are asked in the next round.</summary>
    private const int MaxAsked = 20;

    private readonly SemaphoreSlim _turn = new(1);

    public override string Component => "care-wording";

    protected override string Title => "Wording of care plans";

    /// <summary>Asks for what is to be asked now; one after the other, whoever else wants that.</summary>
    public async Task Round(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await Ask(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override Task Run(CancellationToken stopping) => Round(stopping);

    private async Task Ask(CancellationToken cancellationToken)
    {
        if (!setup.Current.IsOn || advised.IsPaused) return;
        var asked = 0;
        var all = plans.Plants.ToList();
        advised.KeepOnly(all.Select(plant => plant.Id).ToHashSet());
        foreach (var plant in all.Where(plant => fleet.Owns(plant.Id)))
        {
            if (kept.Latest(plant.Id) is not { } latest || advised.ToBeAsked(latest).Count == 0) continue;

            // What is out of date already is not asked for.
            var plan = plans.Current(plant);
            foreach (var language in advised.ToBeAsked(plan))
            {
                if (asked++ == MaxAsked) return;
                try
                {
                    advised.Keep(await worder.Word(plan, plant.Value, CareLanguages.Of(language), cancellationToken));
                }
                catch (AdvisorException exception)
                {
                    advised.Pause(exception, PauseTime);
                    return;
                }
            }
        }
    }
}
