using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Dashboard.Settings.SetAside;

/// <summary>Messages that could not be read: why, what was in them, and another try.</summary>
internal static class SetAsidePage
{
    public const string Path = "/settings/set-aside";

    private const int Shown = 50;

    public static void MapSetAsidePage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Manage);
        group.MapGet("/", Show);
        group.MapPost("/retry", RetryAll);
        group.MapPost("/clear", Clear);
        group.MapPost("/{id}/retry", Retry);
        group.MapPost("/{id}/remove", Remove);
    }

    /// <summary>How many there are, for the list of settings.</summary>
    public static string StateOf(HttpContext context, IWords words) =>
        words.CouldNotBeRead(context.RequestServices.GetRequiredService<SetAsideMessages>().Count());

    private static HtmlPage Show(
        HttpContext context, string? after, int? read, int? left, SetAsideMessages messages, DeviceRegistry devices)
    {
        var shell = Shell.Of(context, words => words.SetAside, Place.Settings) with { Scripts = ["app.js"] };
        var found = messages.Read(string.IsNullOrEmpty(after) ? null : after, Shown + 1);
        var rows = found.Take(Shown).Select(message => SetAsideRow.Of(
            shell.Words, SetAsideView.Of(message, devices), devices.Find(message.Message.Device)?.Name));
        return new HtmlPage(SetAsideHtml.Create(new SetAsideList(
            shell,
            messages.Count(),
            read is null && left is null ? null : shell.Words.TriedAgain(Math.Max(0, read ?? 0), Math.Max(0, left ?? 0)),
            [.. rows],
            found.Count > Shown ? found[Shown - 1].Id : null)));
    }

    private static async Task<IResult> RetryAll(HttpContext context, SetAsideMessages messages, AuditLog audit)
    {
        var counts = await messages.RetryAllAsync(context.RequestAborted);
        audit.Note(context.Principal(), "set_aside.retry", details: SetAsideApi.CountsOf(counts));
        return Navigation.To(context, $"{Path}?read={counts.Read}&left={counts.Left}");
    }

    private static async Task<IResult> Retry(string id, HttpContext context, SetAsideMessages messages, AuditLog audit)
    {
        if (await messages.RetryAsync(id, context.RequestAborted) is not { } tried) return Navigation.To(context, Path);
        audit.Note(context.Principal(), "set_aside.retry", id);
        return Navigation.To(context, Path + (tried.Read ? "?read=1" : "?left=1"));
    }

    private static IResult Remove(string id, HttpContext context, SetAsideMessages messages, AuditLog audit)
    {
        if (messages.Remove(id) is not null) audit.Note(context.Principal(), "set_aside.remove", id);
        return Navigation.To(context, Path);
    }

    private static IResult Clear(HttpContext context, SetAsideMessages messages, AuditLog audit)
    {
        audit.Note(context.Principal(), "set_aside.remove", details: $"{messages.RemoveAll()} messages");
        return Navigation.To(context, Path);
    }
}
