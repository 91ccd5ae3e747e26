using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Settings.Channels;

/// <summary>By what people are told, and what became of each message.</summary>
internal static class ChannelsPage
{
    public const string Path = "/settings/channels";
    public const string DeliveriesPath = "/settings/deliveries";

    private const int Shown = 50;

    public static void MapChannelsPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Own);
        pages.MapGet(DeliveriesPath, ShowDeliveries).RequireAuthorization(AccessPolicies.Own);
        pages.MapChannelPage();
    }

    /// <summary>Whether there is no channel that is used: then nobody hears of an alert.</summary>
    public static bool NobodyIsTold(HttpContext context) =>
        !context.RequestServices.GetRequiredService<ChannelStore>().All.Any(channel => channel.Value.Enabled);

    /// <summary>Who is told, for the list of settings.</summary>
    public static string StateOf(HttpContext context, IWords words)
    {
        var used = context.RequestServices.GetRequiredService<ChannelStore>().All.Count(channel => channel.Value.Enabled);
        var last = context.RequestServices.GetRequiredService<DeliveryStore>().Newest(null, 1);
        return words.ToldBy(used) + (last is [{ State: DeliveryState.Failed }] ? " " + words.LastDidNotArrive : string.Empty);
    }

    private static HtmlPage Show(
        HttpContext context, ChannelStore channels, ChannelKinds kinds, PersonStore people, DeliveryStore deliveries)
    {
        var shell = Shell.Of(context, words => words.Messages, Place.Settings) with { Scripts = ["app.js"] };
        return new HtmlPage(ChannelsHtml.Create(ChannelsView.Of(
            shell,
            [.. channels.All.Select(channel => channel.Value)],
            kinds,
            [.. people.All.Select(person => person.Value)],
            deliveries.Newest(null, Shown))));
    }

    private static HtmlPage ShowDeliveries(
        HttpContext context, string? after, DeliveryStore deliveries, DecisionStore decisions, ChannelStore channels,
        PlantStore plants)
    {
        var shell = Shell.Of(context, words => words.Deliveries, Place.Settings) with { Scripts = ["app.js"] };
        var found = deliveries.Newest(string.IsNullOrEmpty(after) ? null : after, Shown + 1);
        return new HtmlPage(DeliveriesHtml.Create(DeliveriesView.Of(
            shell,
            [.. found.Take(Shown)],
            found.Count > Shown ? found[Shown - 1].Id : null,
            [.. decisions.Deferred.Take(Shown).Select(deferred => deferred.Value)],
            id => channels.Find(id)?.Value.Name,
            id => plants.Find(id)?.Value.Name)));
    }
}
