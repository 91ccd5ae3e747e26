using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>The days of one month, UTC.</summary>
/// <param name="days">Those that can be read.</param>
/// <param name="unreadable">The others: of each all counts that a day allows.</param>
/// <param name="settings">What that is.</param>
internal sealed class UsageMonth(
    IReadOnlyList<Versioned<UsageDay>> days, IReadOnlyList<string> unreadable, AdvisorSettings settings)
{
    public UsageSum Sum { get; } = days.Select(day => day.Value.Sum).Concat(unreadable.Select(_ => Whole(settings)))
        .Aggregate(default(UsageSum), (sum, day) => sum + day);

    public Versioned<UsageDay>? Find(string id) => days.FirstOrDefault(day => day.Id == id);

    /// <summary>What counts of one of its days.</summary>
    public UsageSum Of(string id) => unreadable.Contains(id) ? Whole(settings) : Find(id)?.Value.Sum ?? default;

    private static UsageSum Whole(AdvisorSettings settings)
    {
        var tokens = Math.Max(settings.DayTokens, 0);
        var dearest = Math.Max(new TokenCount(1, 0).CostAt(settings), new TokenCount(0, 1).CostAt(settings));
        return new UsageSum(tokens, Math.Min(tokens, 1_000_000_000_000) * dearest);
    }
}
