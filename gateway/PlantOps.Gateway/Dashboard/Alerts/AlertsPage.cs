using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Alerts;

/// <summary>What is wrong, and what people say to it: that somebody looks after it, later, or nothing of this plant.</summary>
internal static class AlertsPage
{
    public const string Path = "/alerts";

    private const int MaxQuery = 4096;
    private const long Hour = 60 * 60 * 1000;

    public static void MapAlertsPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet(Path + "/live", Listen).RequireAuthorization(AccessPolicies.Read).Counts(RequestLoad.Stream);
        pages.MapPost(Path + "/{id}/acknowledge", Acknowledge).RequireAuthorization(AccessPolicies.Care);
        pages.MapPost(Path + "/{id}/snooze", Snooze).RequireAuthorization(AccessPolicies.Care);
        pages.MapPost("/plants/{id}/mute", Mute).RequireAuthorization(AccessPolicies.Own);
    }

    private static HtmlPage Show(
        HttpContext context, string? show, OpenAlerts open, AlertStore alerts, PlantStore plants, DecisionStore decisions,
        TimeProvider time)
    {
        var shell = Shell.Of(context, words => words.Alerts, Place.Alerts) with { Scripts = Shell.LiveScripts };
        var over = show == "over"
            ? alerts.NewestFirst(null).Select(alert => alert.Value)
                .Where(alert => alert.RecoveredAt is not null).Take(AlertsView.MaxOver).ToList()
            : null;
        var view = AlertsView.Of(
            shell,
            Languages.SpeechOf(context.Request),
            [.. open.All().Select(alert => alert.Value)],
            over,
            id => plants.Find(id)?.Value,
            decisions.Deferred.Count,
            Now(time));
        return new HtmlPage(AlertsHtml.Create(view));
    }

    private static AlertStream Listen(string? shown) =>
        new(shown is { Length: > 0 and <= MaxQuery } ? shown.Split(',').ToHashSet(StringComparer.Ordinal) : []);

    private static IResult Acknowledge(string id, HttpContext context, AlertAnswers answers, AuditLog audit) =>
        Answered(answers.Acknowledge(id, context.Principal().Name), context, audit, "alert.acknowledge");

    private static async Task<IResult> Snooze(string id, HttpContext context, AlertAnswers answers, AuditLog audit) =>
        Answered(answers.Snooze(id, await HoursOf(context)), context, audit, "alert.snooze");

    private static async Task<IResult> Mute(
        string id, string? alert, HttpContext context, PlantChanges changes, AuditLog audit, TimeProvider time)
    {
        var hours = await HoursOf(context);
        long? until = hours == 0 ? null : Now(time) + (hours * Hour);
        var (plant, refusal) = changes.Mute(id, context, until);
        if (plant is null) return refusal!;
        audit.Note(context.Principal(), until is null ? "plant.unmute" : "plant.mute", id, plant.Name);
        return Navigation.To(context, alert is null ? Path : $"{Path}#alert-{Uri.EscapeDataString(alert)}");
    }

    private static IResult Answered(Alert? alert, HttpContext context, AuditLog audit, string what)
    {
        if (alert is null) return TypedResults.NotFound();
        audit.Note(context.Principal(), what, alert.Id);

        // Where it was answered: who goes on with keys is beside it.
        return Navigation.To(context, $"{Path}#alert-{AlertRow.AnchorOf(alert.Id)}");
    }

    // One of those that the page offers; anything else is the shortest.
    private static async Task<int> HoursOf(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isOffered = int.TryParse(form["hours"], out var hours) && (hours == 0 || AlertsView.Hours.Contains(hours));
        return isOffered ? hours : AlertsView.Hours[0];
    }

    private static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
