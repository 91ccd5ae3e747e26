using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Dashboard.Settings.Channels;

/// <summary>One channel: add it, send a test, say whether it arrived, and who is told by it.</summary>
internal static class ChannelPage
{
    private const string One = ChannelsPage.Path + "/{id}";

    public static void MapChannelPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(string.Empty).RequireAuthorization(AccessPolicies.Own);
        group.MapGet(ChannelsPage.Path + "/new", New);
        group.MapPost(ChannelsPage.Path, Add);
        group.MapGet(One, Show);
        group.MapPost(One, Change);
        group.MapGet(One + "/arrived", Ask);
        group.MapPost(One + "/use", Use);
        group.MapPost(One + "/remove", Remove);
    }

    private static IResult New(HttpContext context, string? kind, ChannelKinds kinds) => kinds.Find(kind) is { } found
        ? Page(context, ChannelEditor.New(ShellOf(context), found, null, null))
        : TypedResults.NotFound();

    private static async Task<IResult> Add(
        HttpContext context, ChannelKinds kinds, ChannelChanges changes, ChannelTester tester, AuditLog audit)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (kinds.Find(form["kind"]) is not { } kind) return TypedResults.NotFound();
        var request = ChannelForm.Read(form, kind, null);
        var change = changes.Add(request);
        if (change.Channel is not { } added)
            return Page(context, ChannelEditor.New(ShellOf(context), kind, request, change.Errors), isRefused: true);
        audit.Note(context.Principal(), "channel.add", added.Id, added.Value.Name);
        return await Test(context, added.Value, tester);
    }

    private static IResult Show(
        string id, HttpContext context, string? arrived, ChannelStore channels, ChannelEditors editors)
    {
        if (channels.Find(id) is not { } channel) return TypedResults.NotFound();
        return Page(context, editors.Of(ShellOf(context), channel.Value, didNotArrive: arrived == "no"));
    }

    private static async Task<IResult> Change(
        string id, HttpContext context, ChannelStore channels, ChannelEditors editors, ChannelChanges changes,
        ChannelTester tester, AuditLog audit)
    {
        if (channels.Find(id) is not { } kept || editors.KindOf(kept.Value) is not { } kind) return TypedResults.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = ChannelForm.Read(form, kind, editors.Kept(kept.Value));
        var change = changes.Change(kept, request);
        if (change.Channel is not { } changed)
            return Page(context, editors.Of(ShellOf(context), kept.Value, typed: request, errors: change.Errors),
                isRefused: true);
        audit.Note(context.Principal(), "channel.change", id, changed.Value.Name);
        return await Test(context, changed.Value, tester);
    }

    private static IResult Ask(string id, HttpContext context, ChannelStore channels, ChannelEditors editors) =>
        channels.Find(id) is { } channel
            ? new HtmlPage(ArrivedHtml.Create(editors.Of(ShellOf(context), channel.Value)))
            : TypedResults.NotFound();

    private static async Task<IResult> Use(
        string id, HttpContext context, ChannelStore channels, ChannelEditors editors, ChannelChanges changes, AuditLog audit)
    {
        if (channels.Find(id) is not { } kept) return TypedResults.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var settings = editors.Kept(kept.Value);
        settings.Enabled = form["enabled"] == "true";
        settings.LeastSeverity = form["severity"] == "critical" ? AlertSeverity.Critical : AlertSeverity.Warning;
        if (changes.Change(kept, settings).Channel is not { } changed)
            return Page(context, editors.Of(ShellOf(context), kept.Value, didChange: true), isRefused: true);
        audit.Note(context.Principal(), "channel.change", id, changed.Value.Name);
        var owners = form["people"].OfType<string>().ToHashSet();
        foreach (var person in changes.TryGive(id, owners))
            audit.Note(context.Principal(), "person.change", person.Id, person.Name);
        return Navigation.To(context, ChannelsPage.Path);
    }

    private static IResult Remove(string id, HttpContext context, ChannelStore channels, AuditLog audit)
    {
        if (channels.Find(id) is { } channel && channels.TryRemove(channel))
            audit.Note(context.Principal(), "channel.remove", id, channel.Value.Name);
        return Navigation.To(context, ChannelsPage.Path);
    }

    private static async Task<IResult> Test(HttpContext context, Channel channel, ChannelTester tester)
    {
        var test = await tester.Test(channel);
        return Navigation.To(context, $"{ChannelsPage.Path}/{channel.Id}{(test.Sent ? "/arrived" : string.Empty)}");
    }

    private static Shell ShellOf(HttpContext context) => Shell.Of(context, words => words.Messages, Place.Settings);

    private static HtmlPage Page(HttpContext context, ChannelEditor view, bool isRefused = false) =>
        new(ChannelHtml.Create(view), isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
