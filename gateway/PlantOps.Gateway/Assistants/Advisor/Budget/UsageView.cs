using System.Globalization;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>Answer of <c>GET /api/v1/advisor/usage</c>.</summary>
internal sealed class UsageView
{
    /// <summary>Today, UTC.</summary>
    public required UsageTodayView Day { get; init; }

    /// <summary>This month, UTC.</summary>
    public required UsageMonthView Month { get; init; }

    /// <summary>Days on which something was asked, the oldest first.</summary>
    public required IReadOnlyList<UsageDayView> Days { get; init; }

    /// <summary>
    /// When what was refused last may be asked again, Unix milliseconds UTC; <c>null</c> while the budget is open.
    /// </summary>
    public required long? OpensAt { get; init; }

    public static UsageTodayView OfDay(string id, UsageMonth month, AdvisorSettings settings) => new()
    {
        Date = id, Tokens = month.Of(id).Tokens, Cost = month.Of(id).Cost, LimitTokens = settings.DayTokens,
    };

    public static UsageMonthView OfMonth(DateOnly day, UsageMonth month, AdvisorSettings settings) => new()
    {
        Month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture), Tokens = month.Sum.Tokens, Cost = month.Sum.Cost,
        LimitTokens = settings.MonthTokens, LimitCost = BudgetLimits.MonthCost(settings),
    };

    public static UsageDayView OfDay(string id, UsageDay day) => new()
    {
        Date = id, InputTokens = day.InputTokens, OutputTokens = day.OutputTokens, UnsettledTokens = day.Unsettled.Tokens,
        Requests = day.Requests, Cost = day.Sum.Cost,
    };
}

/// <summary>What counts of today.</summary>
internal sealed class UsageTodayView
{
    /// <summary>As <c>2026-05-01</c>.</summary>
    public required string Date { get; init; }

    /// <summary>Of questions and answers, with what is under way or was lost.</summary>
    public required long Tokens { get; init; }

    /// <summary>At the prices that were set, in the currency of their owner; 0 without prices.</summary>
    public required decimal Cost { get; init; }

    public required long LimitTokens { get; init; }
}

/// <summary>What counts of this month.</summary>
internal sealed class UsageMonthView
{
    /// <summary>As <c>2026-05</c>.</summary>
    public required string Month { get; init; }

    /// <summary>Of questions and answers, with what is under way or was lost.</summary>
    public required long Tokens { get; init; }

    /// <summary>At the prices that were set, in the currency of their owner; 0 without prices.</summary>
    public required decimal Cost { get; init; }

    public required long LimitTokens { get; init; }

    /// <summary><c>null</c> where nobody set one, or prices are not known.</summary>
    public required decimal? LimitCost { get; init; }
}

/// <summary>What a day cost.</summary>
internal sealed class UsageDayView
{
    /// <summary>As <c>2026-05-01</c>.</summary>
    public required string Date { get; init; }

    /// <summary>Of answered questions, as their provider counted.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Of the answers.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The most that requests can have come to that are under way, or broke off.</summary>
    public required long UnsettledTokens { get; init; }

    /// <summary>How many were answered.</summary>
    public required long Requests { get; init; }

    /// <summary>At the prices that were set, with the unsettled ones.</summary>
    public required decimal Cost { get; init; }
}

/// <summary>Usage on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(UsageView))]
internal sealed partial class UsageJson : JsonSerializerContext;

/// <summary>Usage as the API's description shows it.</summary>
internal static class UsageExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(UsageView)] =
            """
            {"day":{"date":"2026-05-01","tokens":4210,"cost":0.0142,"limit_tokens":50000},
             "month":{"month":"2026-05","tokens":4210,"cost":0.0142,"limit_tokens":500000,"limit_cost":5},
             "days":[{"date":"2026-05-01","input_tokens":3400,"output_tokens":810,"unsettled_tokens":0,"requests":3,
                      "cost":0.0142}],
             "opens_at":null}
            """,
    };
}
