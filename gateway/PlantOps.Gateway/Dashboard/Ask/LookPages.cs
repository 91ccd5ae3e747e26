using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Photos;

namespace PlantOps.Gateway.Dashboard.Ask;

/// <summary>
/// A model looks at a picture on the plant's page: with scripts below the picture, and without them the page comes with what it
/// saw.
/// </summary>
internal static class LookPages
{
    public static void MapLookPage(this IEndpointRouteBuilder pages) =>
        pages.MapPost("/plants/{id}/photos/{photo}/look", Look).RequireAuthorization(AccessPolicies.Care)
            .Counts(RequestLoad.Stream);

    private static async Task<IResult> Look(
        string id, string photo, HttpContext context, CardReader reader, PlantPhotos photos, PhotoLook look, QuestionGate gate)
    {
        if (reader.Find(id) is not { } facts || photos.AlbumOf(facts.Plant).Find(photo) is null
            || photos.Find(id, photo) is not { } kept)
        {
            return PlantsApi.NoSuchPlant(id);
        }

        var words = QuestionWords.Of(Languages.Of(context.Request).Language);
        if (!look.IsAllowed) return Refuse(words.Problem(AdvisorException.Off));
        var (turn, _) = gate.Enter(context.Principal());
        if (turn is null) return Refuse(words.Problem(QuestionGate.TooMany));
        if (context.Request.IsFromHtmx())
        {
            return new QuestionStream(
                async (step, ends) => QuestionStream.Event(null, await Part(await See(step, ends), ends)), turn)
            {
                Show = step => AskPages.Step(words, step),
                Refuse = exception => Refuse(words.Problem(exception.Code)),
                Fail = exception => QuestionStream.Event(null, AskPages.Problem(words.Problem(exception.Code))),
            };
        }

        using (turn)
        {
            try
            {
                return Show(await See(_ => { }, context.RequestAborted));
            }
            catch (AdvisorException exception)
            {
                return Refuse(words.Problem(exception.Code));
            }
        }

        async Task<LookView> See(Action<string> step, CancellationToken ends)
        {
            if (await look.Look(kept.Value, step, ends) is not var (findings, reply))
                return new LookView(photo) { Problem = Languages.Of(context.Request).NotAPicture };
            context.RequestServices.GetRequiredService<AuditLog>().Note(context.Principal(), "plant.photo.look", id);
            return new LookView(photo)
            {
                Findings = [.. findings.Select(words.Finding)], Note = $"{words.PictureNote} ({reply.Model})",
            };
        }

        IResult Refuse(string problem) => context.Request.IsFromHtmx()
            ? TypedResults.Content(AskPages.Problem(problem), "text/html; charset=utf-8")
            : Show(new LookView(photo) { Problem = problem });
        IResult Show(LookView view) => PlantPages.Page(context, facts, new PlantPageState { Look = view });
    }

    private static Task<string> Part(LookView view, CancellationToken ends) => AskPages.Text(LookHtml.Create(view), ends);
}
