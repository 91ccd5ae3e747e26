using System.Globalization;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>What may be spent in a day and in a month, UTC.</summary>
internal static class BudgetLimits
{
    /// <summary>The part of each limit that is kept for what people ask.</summary>
    private const int KeptForQuestions = 5;

    /// <summary>The beginning of the next day.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) => StartOf(DateOnly.FromDateTime(now.UtcDateTime).AddDays(1));

    /// <summary>The beginning of the next month.</summary>
    public static DateTimeOffset NextMonth(DateTimeOffset now) =>
        StartOf(new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1).AddMonths(1));

    /// <summary>Whether something more may be spent.</summary>
    /// <param name="settings">The limits.</param>
    /// <param name="day">What this day counts so far.</param>
    /// <param name="month">The same of this month, with this day.</param>
    /// <param name="more">What it may come to at most.</param>
    /// <param name="use">Who asks.</param>
    /// <param name="now">By the gateway's clock.</param>
    /// <returns>Why not, and when it opens again; <see langword="null"/> where it may.</returns>
    public static AdvisorException? Refuse(
        AdvisorSettings settings, UsageSum day, UsageSum month, UsageSum more, AdvisorUse use, DateTimeOffset now)
    {
        var (dayTokens, monthTokens) = (Share(settings.DayTokens, use), Share(settings.MonthTokens, use));
        var monthCost = MonthCost(settings) is { } cost ? use == AdvisorUse.Background ? cost - (cost / KeptForQuestions) : cost
            : decimal.MaxValue;
        if (more.Tokens > Math.Min(dayTokens, monthTokens) || more.Cost > monthCost)
        {
            var most = string.Create(
                CultureInfo.InvariantCulture, $"This may come to {more.Tokens:N0} tokens, more than the whole budget allows.");
            return new AdvisorException(AdvisorException.Budget, most);
        }

        if (month.Tokens > monthTokens - more.Tokens) return Spent("tokens", "month", NextMonth(now));
        if (month.Cost > monthCost - more.Cost) return Spent("money", "month", NextMonth(now));
        return day.Tokens > dayTokens - more.Tokens ? Spent("tokens", "day", NextDay(now)) : null;
    }

    /// <summary>What a month may cost; <see langword="null"/> where nobody said, or what a token costs is not known.</summary>
    public static decimal? MonthCost(AdvisorSettings settings) =>
        settings is { InputPrice: not null, OutputPrice: not null } ? settings.MonthCost : null;

    private static long Share(long limit, AdvisorUse use) =>
        use == AdvisorUse.Background ? limit - (limit / KeptForQuestions) : limit;

    private static AdvisorException Spent(string what, string period, DateTimeOffset opensAt)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"What is left of the {what} of this {period} is not enough. It opens again on {opensAt:yyyy-MM-dd HH:mm} UTC.");
        return new AdvisorException(AdvisorException.Budget, text, opensAt.ToUnixTimeMilliseconds());
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
