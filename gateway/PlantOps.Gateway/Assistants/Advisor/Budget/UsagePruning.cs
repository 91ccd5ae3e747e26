using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>Takes days of usage away that are older than they are kept: a year, and a month to compare with.</summary>
internal sealed class UsagePruning(AdvisorBudget budget, Supervisor supervisor, ILogger<UsagePruning> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    /// <summary>How long a day of usage is kept.</summary>
    public const int KeepDays = 400;

    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    public override string Component => "advisor_usage";

    protected override string Title => "Pruning of the advisor's usage";

    protected override Task Run(CancellationToken stopping)
    {
        budget.Prune(DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime).AddDays(-KeepDays));
        return Task.CompletedTask;
    }
}
