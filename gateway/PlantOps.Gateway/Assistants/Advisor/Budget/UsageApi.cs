using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>What the model cost, and what is left.</summary>
internal static class UsageApi
{
    public const string Path = "/api/v1/advisor/usage";
    public const string LocalPath = "/local/advisor/usage";

    /// <summary>Of one answer.</summary>
    private const int MaxDays = 400;

    public static void MapUsageApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).WithTags("Advisor").Needs(RouteRights.Api.Own)
            .WithSummary("What the advisor's model cost today, this month, and on each day, and when it may be asked again.")
            .WithDescription(
                """
                Days and months are those of UTC. `from` and `to` are dates, both included, or times; without them it is this
                month. What an answer cost that broke off is not known: the most that it can have cost is in `unsettled_tokens`
                and counts.
                """);
        routes.MapGet(LocalPath, Get).LocalOnly();
    }

    private static Results<Ok<UsageView>, ValidationProblem> Get(
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "to")] string? to, AdvisorBudget budget, AdvisorSetup setup,
        TimeProvider time)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var errors = new Dictionary<string, string[]>();
        var last = Day(to, "to", errors) ?? today;
        var first = Day(from, "from", errors) ?? new DateOnly(last.Year, last.Month, 1);
        if (errors.Count == 0 && first > last) errors["from"] = ["It is behind 'to'."];
        if (errors.Count == 0 && last.DayNumber - first.DayNumber >= MaxDays)
            errors["from"] = [string.Create(CultureInfo.InvariantCulture, $"It is more than {MaxDays} days before 'to'.")];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var settings = setup.Current;
        var month = budget.Month(today, settings);
        return TypedResults.Ok(new UsageView
        {
            Day = UsageView.OfDay(AdvisorBudget.IdOf(now), month, settings),
            Month = UsageView.OfMonth(today, month, settings),
            Days = [.. budget.Days(first, last).Select(day => UsageView.OfDay(day.Id, day.Value))],
            OpensAt = settings.IsOn ? budget.OpensAt(settings, month, now) : null,
        });
    }

    private static DateOnly? Day(string? text, string name, Dictionary<string, string[]> errors)
    {
        if (text is null) return null;
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (isDate) return day;
        if (RequestTime.Parse(text) is { } time && time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime);
        }

        errors[name] = [$"It is neither a date like 2026-05-01 nor a time: {RequestTime.Refusal(text)}"];
        return null;
    }
}
