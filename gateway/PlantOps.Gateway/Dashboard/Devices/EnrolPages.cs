using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlantOps.Contracts;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>Lets a device in: its name, its code, and how far it is on its way.</summary>
internal static class EnrolPages
{
    public const string Path = "/devices/new";

    // The gateway keeps no code, only its hash: the browser that asked for it has it until it is used, also over a reload.
    private const string Cookie = "__Host-plantops-enrolment";

    public static void MapEnrolPages(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Manage);
        group.MapGet("/", Ask);
        group.MapPost("/", Make);
        group.MapGet("/{enrolment}", Show);
        group.MapGet("/{enrolment}/progress", Progress);
    }

    /// <summary>Shows a code and what becomes of it, in this browser.</summary>
    public static IResult Go(HttpContext context, NewCode code, TimeProvider time)
    {
        var left = DateTimeOffset.FromUnixTimeMilliseconds(code.ExpiresAt) - time.GetUtcNow();
        context.Response.Cookies.Append(Cookie, $"{code.Id}.{code.Code}", SessionCookie.Options(left));
        return Navigation.To(context, $"{Path}/{code.Id}");
    }

    private static HtmlPage Ask(HttpContext context) => Form(context, null, null);

    private static async Task<IResult> Make(HttpContext context, Enrolments enrolments, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (typed, words) = (form["name"].ToString(), Languages.Of(context.Request));
        var name = string.IsNullOrWhiteSpace(typed) ? words.EnrolDefaultName : typed;
        return DeviceNames.Check(name) is null
            ? Go(context, enrolments.Create(name, context.Principal()), time)
            : Form(context, typed, words.DeviceNameProblem(Limits.MaxNameLength));
    }

    private static IResult Show(
        string enrolment, HttpContext context, EnrolProgress progress, IOptions<EndpointOptions> endpoints)
    {
        var shell = Shell.Of(context, words => words.AddADevice, Place.Devices) with
        {
            Scripts = ["htmx.min.js", "app.js", "devices.js"], Styles = DevicesPage.Styles,
        };
        if (progress.Find(enrolment, shell.Words, shell.Who!) is not var (view, steps)) return NoSuchEnrolment(enrolment);
        var isOpen = view.State is "waiting" or "refused";
        return new HtmlPage(EnrolHtml.Create(new EnrolView(
            shell,
            isOpen ? CodeOf(context, enrolment) : null,
            view.ExpiresAt,
            isOpen,
            AddressOf(context, endpoints.Value),
            progress.WifiOf(enrolment),
            steps)));
    }

    // Where nothing has changed htmx leaves the page as it is.
    private static IResult Progress(string enrolment, string? seen, HttpContext context, EnrolProgress progress)
    {
        if (!context.Request.IsFromHtmx()) return Navigation.To(context, $"{Path}/{enrolment}");
        var words = Languages.Of(context.Request);
        if (progress.Find(enrolment, words, Visitor.Of(context.User)!) is not var (_, steps)) return NoSuchEnrolment(enrolment);
        return steps.IsWhatWasSeen(seen) ? TypedResults.NoContent() : new HtmlPage(ProgressHtml.Create(steps));
    }

    private static HtmlPage Form(HttpContext context, string? typed, string? problem)
    {
        var shell = Shell.Of(context, words => words.AddADevice, Place.Devices) with { Styles = DevicesPage.Styles };
        var words = shell.Words;
        var field = new FormField("name", words.EnrolName, typed, problem)
        {
            Help = words.EnrolNameHelp, MaxLength = Limits.MaxNameLength,
        };
        var status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return new HtmlPage(NewDeviceHtml.Create(
            new NewDeviceView(shell, field, FormField.ProblemsOf(words, field), words.EnrolMakeCode)), status);
    }

    private static string[]? CodeOf(HttpContext context, string enrolment)
    {
        var kept = context.Request.Cookies[Cookie]?.Split('.');
        return kept is [var id, var text] && id == enrolment && EnrolmentCode.Parse(text) is { } code
            ? code.ToString().Split('-')
            : null;
    }

    // As others reach it: what this browser typed, unless that means this machine only.
    private static string AddressOf(HttpContext context, EndpointOptions endpoints) => context.IsFromThisMachine()
        ? $"{LanAddress.Of(endpoints.Listen) ?? endpoints.Host}:{endpoints.HttpsPort}"
        : context.Request.Host.Value!;

    private static ProblemHttpResult NoSuchEnrolment(string id) => Missing.Of($"There is no enrolment '{id}'.");
}
