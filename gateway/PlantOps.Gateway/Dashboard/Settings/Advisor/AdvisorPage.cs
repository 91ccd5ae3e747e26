using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Settings.Advisor;

/// <summary>Whose model words care plans and answers questions; for owners.</summary>
internal static class AdvisorPage
{
    public const string Path = "/settings/advisor";

    public static void MapAdvisorPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/", Change);
        group.MapPost("/reset", Reset);
    }

    /// <summary>Who is asked, for the list of settings.</summary>
    public static string State(HttpContext context, IWords words)
    {
        var settings = context.RequestServices.GetRequiredService<AdvisorSetup>().Current;
        return words.AdvisorState(settings.IsOn ? words.AdvisorProvider(AdvisorApi.NameOf(settings.Provider)) : null,
            settings.Model);
    }

    private static HtmlPage Show(
        HttpContext context, AdvisorSetup setup, AdvisorBudget budget, TimeProvider time, string? done)
    {
        var shell = ShellOf(context);
        var view = AdvisorPageView.Of(shell, setup.State) with
        {
            Used = Used(shell.Words, setup.Current, budget, time.GetUtcNow()),
        };
        return new HtmlPage(AdvisorHtml.Create(done is null ? view : view with { Done = shell.Words.Saved }));
    }

    private static string? Used(IWords words, AdvisorSettings settings, AdvisorBudget budget, DateTimeOffset now)
    {
        if (!settings.IsOn) return null;
        try
        {
            var month = budget.Month(DateOnly.FromDateTime(now.UtcDateTime), settings);
            return words.AdvisorUsed(
                month.Of(AdvisorBudget.IdOf(now)).Tokens, settings.DayTokens, month.Sum.Tokens, settings.MonthTokens);
        }
        catch (StoreUnavailableException)
        {
            return words.AdvisorUsageUnknown;
        }
    }

    private static async Task<IResult> Change(HttpContext context, AdvisorSetup setup, AdvisorTester tester, AuditLog audit)
    {
        var shell = ShellOf(context);
        var form = AdvisorForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        var change = form.Read(shell.Words, AdvisorView.Of(setup.State), out var errors);
        var outcome = errors.Count > 0 ? null : setup.Change(change);
        if (outcome is null || outcome.Errors.Count > 0 || outcome.IsOutdated)
        {
            foreach (var (field, problems) in outcome?.Errors ?? [])
                errors[field] = shell.Words.AdvisorProblem(field, problems[0]);
            var view = AdvisorPageView.Of(shell, setup.State, form, errors);
            if (outcome is { IsOutdated: true }) view = view with { Done = shell.Words.ChangedMeanwhile };
            return new HtmlPage(AdvisorHtml.Create(view), StatusCodes.Status422UnprocessableEntity);
        }

        audit.Note(context.Principal(), AdvisorApi.Changed, details: AdvisorApi.TextOf(AdvisorView.Of(outcome.State)));
        return form.Wanted switch
        {
            AdvisorForm.Test =>
                new HtmlPage(AdvisorHtml.Create(await Tested(shell, outcome.State, tester, context.RequestAborted))),
            AdvisorForm.List =>
                new HtmlPage(AdvisorHtml.Create(await Listed(shell, outcome.State, tester, context.RequestAborted))),
            _ => Navigation.To(context, Path + "?done=saved"),
        };
    }

    private static IResult Reset(HttpContext context, AdvisorSetup setup, AuditLog audit)
    {
        audit.Note(context.Principal(), AdvisorApi.WasReset, details: AdvisorApi.TextOf(AdvisorView.Of(setup.Reset())));
        return Navigation.To(context, Path + "?done=reset");
    }

    private static async Task<AdvisorPageView> Tested(
        Shell shell, AdvisorState state, AdvisorTester tester, CancellationToken cancellationToken)
    {
        var view = AdvisorPageView.Of(shell, state);
        try
        {
            var test = await tester.Test(cancellationToken);
            return test.Ok
                ? view with { Done = shell.Words.AdvisorAnswered(test.Model!, test.LatencyMs ?? 0, test.Tokens ?? 0) }
                : view with { Failure = test.Reason };
        }
        catch (AdvisorException exception)
        {
            return view with { Failure = exception.Message };
        }
    }

    private static async Task<AdvisorPageView> Listed(
        Shell shell, AdvisorState state, AdvisorTester tester, CancellationToken cancellationToken)
    {
        try
        {
            var models = await tester.Models(cancellationToken);
            return AdvisorPageView.Of(shell, state, models: models) with { Done = shell.Words.AdvisorListed(models.Count) };
        }
        catch (AdvisorException exception)
        {
            return AdvisorPageView.Of(shell, state) with { Failure = exception.Message };
        }
    }

    private static Shell ShellOf(HttpContext context) => Shell.Of(context, words => words.Advisor, Place.Settings);
}
