using PlantOps.Gateway.Access;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Care;

/// <summary>What is to be done this week, and the button that says that it is done.</summary>
internal static class CarePages
{
    public const string Path = "/care";
    private const int Week = 7;

    /// <summary>More do not fit a page that somebody works through; the most urgent come first.</summary>
    private const int MaxRows = 200;

    public static void MapCarePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost("/plants/{id}/care/{item}/done", Done).RequireAuthorization(AccessPolicies.Care);
    }

    /// <summary>The plan of one plant, for its page; <see langword="null"/> where it has none.</summary>
    public static CareView? Of(HttpContext context, Plant plant, bool mayCare)
    {
        var services = context.RequestServices;
        var calendar = services.GetRequiredService<CareCalendar>();
        if (services.GetRequiredService<CarePlans>().Current(plant.Id) is not { } plan) return null;
        return new CareRows(Languages.SpeechOf(context.Request), calendar.Zone, calendar.Now, mayCare,
            services.GetRequiredService<ICareWording>()).View(plant, plan);
    }

    private static HtmlPage Show(HttpContext context, CareCalendar calendar, CarePlans plans, ICareWording wordings)
    {
        var shell = Shell.Of(context, words => words.CareThisWeek, Place.Plants) with { Styles = ["care.css"] };
        var rows = new CareRows(Languages.SpeechOf(context.Request), calendar.Zone, calendar.Now, shell.Who!.MayCare, wordings);
        var due = calendar.Within(Week, plans.Current);
        var headline = due.Count == 0 ? shell.Words.NothingThisWeek : shell.Words.ToDoCount(due.Count);
        return new HtmlPage(CareWeekHtml.Create(new CareWeekView(shell, headline, [.. due.Take(MaxRows).Select(rows.Row)])));
    }

    private static async Task<IResult> Done(string id, string item, HttpContext context, CareDone done)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var words = CareLanguages.Of(Languages.Of(context.Request).Language);
        var (entry, refusal) = done.Note(id, item, new CareDoneRequest(), context.Principal(), words);

        // Somebody else was faster, or the plan has changed since: the page shows what there is to do now.
        if (entry is null && refusal!.StatusCode == StatusCodes.Status404NotFound && done.HasPlan(id)) refusal = null;
        if (refusal is not null) return refusal;
        return Navigation.To(context, form?["back"].ToString() == "week" ? Path : $"/plants/{id}#care");
    }
}
