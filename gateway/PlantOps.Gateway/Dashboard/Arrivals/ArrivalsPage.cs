using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Household;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Arrivals;

/// <summary>Browsers that wait to be let in, for owners.</summary>
internal static class ArrivalsPage
{
    public const string Path = "/arrivals";

    public static void MapArrivalsPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/{code}/approve", Approve);
        group.MapPost("/{code}/refuse", Refuse);
    }

    private static HtmlPage Show(HttpContext context, ArrivalRegistry arrivals) => Page(context, arrivals, null);

    private static async Task<IResult> Approve(string code, HttpContext context, ArrivalRegistry arrivals, ArrivalAnswers answers)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = new ApprovalRequest { Person = form["person"], Role = form["role"] };
        var words = Shell.Of(context, words => words.WhoWantsIn).Words;
        if (ArrivalAnswers.Check(request).Count > 0) return Page(context, arrivals, words.NameNeeded);
        return answers.Approve(code, request, context.Principal()) is null
            ? Page(context, arrivals, words.NobodyWaits)
            : Navigation.To(context, Path);
    }

    private static IResult Refuse(string code, HttpContext context, ArrivalAnswers answers)
    {
        answers.Refuse(code, context.Principal());
        return Navigation.To(context, Path);
    }

    private static HtmlPage Page(HttpContext context, ArrivalRegistry arrivals, string? problem)
    {
        var shell = Shell.Of(context, words => words.WhoWantsIn, Place.Plants);
        var status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var services = context.RequestServices;
        var members = HouseholdPage.Members(
            services.GetRequiredService<PersonStore>(), services.GetRequiredService<SessionRegistry>());
        var view = ArrivalsView.Of(shell, arrivals.Waiting, problem) with { Known = [.. members.Select(member => member.Name)] };
        return new HtmlPage(ArrivalsHtml.Create(view), status);
    }
}
