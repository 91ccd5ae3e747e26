using System.Globalization;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.FirstRun;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Channels;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>All plants, and the tap that says that one was watered.</summary>
internal static class PlantsPage
{
    public const string Path = "/plants";

    public static void MapPlantsPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost(Path + "/{id}/watered", Water).RequireAuthorization(AccessPolicies.Care);
        pages.MapPost(Path + "/{id}/undo", Undo).RequireAuthorization(AccessPolicies.Care);
    }

    private static HtmlPage Show(HttpContext context, CardReader reader, PlantIndex index, ArrivalRegistry arrivals)
    {
        var query = PlantsQuery.Of(context.Request);
        var shell = Shell.Of(context, words => words.Plants, Place.Plants) with
        {
            Scripts = Shell.LiveScripts, Styles = ["care.css"],
        };
        var (speech, now) = (Languages.SpeechOf(context.Request), reader.Now);
        var choice = PlantsChoice.Of(reader.All(), query, shell.Words, now);
        var cards = choice.Shown.Select(facts => PlantCard.Of(reader.WithDetails(facts), speech, shell.Who!, now));
        var waiting = shell.Who!.IsOwner ? arrivals.Waiting.Count : 0;
        var view = PlantsView.Of(shell, choice, query, cards, waiting, Door.All(shell));
        view = view with { PutAway = index.PutAway.Count };
        view = view with { NobodyIsTold = shell.Who.IsOwner && view.Doors.Count == 0 && ChannelsPage.NobodyIsTold(context) };

        // The end of the page was seen: what comes next, and the stream of all that are there then.
        return context.Request.IsFromHtmx() && query.From > 0
            ? new HtmlPage(NextHtml.Create(view))
            : new HtmlPage(PlantsHtml.Create(view));
    }

    private static async Task<IResult> Water(string id, HttpContext context, CardReader reader, WateringNotes watering)
    {
        // A tap that had to wait for a connection says when it was.
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var at = long.TryParse(form?["at"], NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : (long?)null;
        return watering.Note(id, context.Principal(), at) is { } entry
            ? Changed(id, context, reader, card => new ToastView(card, card.Words.IsWatered(card.Name), entry.Id))
            : PlantsApi.NoSuchPlant(id);
    }

    private static async Task<IResult> Undo(string id, HttpContext context, CardReader reader, WateringNotes watering)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isUndone = watering.Undo(id, form["entry"].ToString(), context.Principal());
        return Changed(
            id, context, reader, card => new ToastView(card, isUndone ? card.Words.Undone : card.Words.TooLateToUndo, null));
    }

    // Where scripts do not run the page is loaded anew, and has what there is to undo on the card.
    private static IResult Changed(string id, HttpContext context, CardReader reader, Func<PlantCard, ToastView> toast)
    {
        if (!context.Request.IsFromHtmx()) return Navigation.To(context, $"{Path}#plant-{id}");
        if (reader.Find(id) is not { } facts) return PlantsApi.NoSuchPlant(id);
        var card = PlantCard.Of(facts, Languages.SpeechOf(context.Request), Visitor.Of(context.User)!, reader.Now);
        return new HtmlPage(ToastHtml.Create(toast(card)));
    }
}

/// <summary>What has just been done, beside the card that it changed.</summary>
/// <param name="Card">The card.</param>
/// <param name="Text">What was done.</param>
/// <param name="Undo">The entry of the journal that can be taken back.</param>
public sealed record ToastView(PlantCard Card, string Text, string? Undo);
