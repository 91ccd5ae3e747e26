using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.PlantWatch;

/// <summary>What is watched at a plant, with what limits, and what others would have said of the past.</summary>
internal static class WatchPage
{
    private const string Path = "/plants/{id}/watch";
    private const long Day = 24 * 60 * 60 * 1000;

    public static void MapWatchPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet(Path + "/{rule}/try", Try).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost(Path + "/{rule}", Change).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost(Path + "/{rule}/reset", Reset).RequireAuthorization(AccessPolicies.Own);
    }

    // With a rule and limits the page shows what they would have said: for who has no scripts.
    private static IResult Show(string id, string? rule, HttpContext context, CardReader reader, RuleTrial trials)
    {
        if (reader.Find(id) is not { } facts) return PlantsApi.NoSuchPlant(id);
        if (rule is null || !RuleBook.Ids.Contains(rule)) return Page(context, facts, null);
        var form = Checked(facts.Plant, RuleForm.Of(rule, context.Request.Query), context, trials);
        return Page(context, facts, form, form.Wrong.Count > 0 ? null : TrialOf(facts.Plant, form, context, trials));
    }

    private static IResult Try(string id, string rule, HttpContext context, PlantStore plants, RuleTrial trials)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        if (!RuleBook.Ids.Contains(rule)) return TypedResults.NotFound();
        var form = Checked(plant.Value, RuleForm.Of(rule, context.Request.Query), context, trials);
        return form.Wrong.Count > 0
            ? new HtmlPage(TrialProblemHtml.Create(new TrialProblem(form.Wrong.Values.First())))
            : new HtmlPage(TrialHtml.Create(TrialOf(plant.Value, form, context, trials)));
    }

    private static async Task<IResult> Change(
        string id, string rule, HttpContext context, CardReader reader, RuleTrial trials, RuleChanges changes, AuditLog audit)
    {
        if (reader.Find(id) is not { } facts) return PlantsApi.NoSuchPlant(id);
        if (!RuleBook.Ids.Contains(rule)) return TypedResults.NotFound();
        var sent = RuleForm.Of(rule, await context.Request.ReadFormAsync(context.RequestAborted));
        var form = Checked(facts.Plant, sent, context, trials);
        if (form.Wrong.Count > 0) return Page(context, facts, form);
        var change = trials.ChangeOf(facts.Plant, form);
        if (changes.Apply(id, rule, change, context, out _) is { } refusal) return refusal;
        audit.Note(context.Principal(), change is null ? "rule.reset" : "rule.set", id, rule);
        return Navigation.To(context, To(id, rule));
    }

    private static IResult Reset(
        string id, string rule, HttpContext context, RuleChanges changes, PlantStore plants, AuditLog audit)
    {
        if (plants.Find(id) is null) return PlantsApi.NoSuchPlant(id);
        if (!RuleBook.Ids.Contains(rule)) return TypedResults.NotFound();
        if (changes.Apply(id, rule, null, context, out _) is { } refusal) return refusal;
        audit.Note(context.Principal(), "rule.reset", id, rule);
        return Navigation.To(context, To(id, rule));
    }

    private static HtmlPage Page(HttpContext context, PlantFacts facts, RuleForm? sent, TrialView? trial = null)
    {
        var services = context.RequestServices;
        var shell = Shell.Of(context, words => words.WatchTitle(facts.Plant.Name), Place.Plants) with
        {
            Scripts = ["htmx.min.js", "app.js", "watch.js"], Styles = ["care.css"],
        };
        var rules = services.GetRequiredService<RuleViews>().Of(facts.Plant);
        var now = services.GetRequiredService<CardReader>().Now;
        var view = WatchView.Of(shell, facts, rules, Languages.SpeechOf(context.Request), sent, trial, now);
        var isRefused = sent is { Wrong.Count: > 0 };
        return new HtmlPage(
            WatchHtml.Create(view), isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static RuleForm Checked(Plant plant, RuleForm form, HttpContext context, RuleTrial trials) =>
        form with { Wrong = form.Check(trials.Check(plant, form), Languages.Of(context.Request)) };

    private static TrialView TrialOf(Plant plant, RuleForm form, HttpContext context, RuleTrial trials)
    {
        var now = trials.Now;
        var (tried, held) = trials.Run(plant, form, now - (TrialView.Days * Day), now, context.RequestAborted);
        return TrialView.Of(tried, held, Languages.SpeechOf(context.Request), now);
    }

    private static string To(string id, string rule) => $"/plants/{id}/watch#rule-{rule.Replace('.', '-')}";
}

/// <summary>Why nothing can be tried.</summary>
/// <param name="Text">In words.</param>
public sealed record TrialProblem(string Text);
