using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>What people note of a plant, from its page.</summary>
internal static class JournalPage
{
    public static void MapJournalPage(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/plants/{id}/journal", Write).RequireAuthorization(AccessPolicies.Care);
        pages.MapPost("/plants/{id}/journal/{entry}/remove", Remove).RequireAuthorization(AccessPolicies.Care);
    }

    private static async Task<IResult> Write(
        string id, HttpContext context, CardReader reader, PlantJournal journal, WateringNotes watering)
    {
        if (reader.Find(id) is not { } facts) return PlantsApi.NoSuchPlant(id);
        var form = await JournalForm.Read(context);
        var (speech, request) = (Languages.SpeechOf(context.Request), form.ToRequest(journal.Now));
        if (form.Check(request, journal.Now, speech.Words) is { Count: > 0 } wrong)
            return PlantPages.Page(
                context, facts, new PlantPageState { Form = JournalFormView.Of(speech, id, form, wrong) });
        if (request.Kind == JournalKind.Watered) watering.Note(id, request, context.Principal());
        else journal.Write(id, request, context.Principal().Name);
        return Navigation.To(context, $"/plants/{id}#journal");
    }

    private static IResult Remove(string id, string entry, HttpContext context, PlantJournal journal, AuditLog audit)
    {
        if (journal.Remove(id, entry)) audit.Note(context.Principal(), "journal.remove", $"{id}/{entry}");
        return Navigation.To(context, $"/plants/{id}#journal");
    }
}
