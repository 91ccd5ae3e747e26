using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>Has a model look at a picture of a plant.</summary>
internal static class PhotoLookApi
{
    public static void MapPhotoLook(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Care"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights) =>
        plants.MapPost("/{id}/photos/{photo}/look", Look).Needs(rights.Care).Audited("plant.photo.look")
            .WithSummary("Has the model that was set up look at a picture.")
            .WithDescription(
                """
                Only where an owner allowed photos for this provider and address (`photos` of the advisor, or
                `Advisor:Photos`). The picture is sent without what came with it: place, time, camera. The answer is some of a
                fixed list, or `unsure`; it is kept nowhere, and nothing rests on it.
                """)
            .Counts(RequestLoad.Stream)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status502BadGateway);

    private static async Task<Results<Ok<PhotoLookView>, ValidationProblem, ProblemHttpResult>> Look(
        string id, string photo, PhotoLookRequest? request, HttpContext context, PlantStore plants, PlantPhotos photos,
        PhotoLook look)
    {
        request ??= new PhotoLookRequest();
        if (QuestionWords.Check(request.Language) is { } wrong)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["language"] = [wrong] });
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        if (photos.AlbumOf(plant.Value).Find(photo) is null || photos.Find(id, photo) is not { } kept)
            return Missing.Of($"The plant '{id}' has no picture '{photo}'.");
        var words = QuestionWords.Of(request.Language);
        if (!look.IsAllowed) return QuestionsApi.Problem(StatusCodes.Status409Conflict, AdvisorException.Off, words);
        var (turn, wait) = context.RequestServices.GetRequiredService<QuestionGate>().Enter(context.Principal());
        if (turn is null) return QuestionsApi.TooMany(context, wait, words);
        using (turn)
        {
            try
            {
                return await look.Look(kept.Value, _ => { }, context.RequestAborted) is var (findings, reply)
                    ? TypedResults.Ok(PhotoLookView.Of(findings, reply, words))
                    : PhotoBody.Refuse(PhotoProblem.NotAPicture);
            }
            catch (AdvisorException exception)
            {
                var time = context.RequestServices.GetRequiredService<TimeProvider>();
                return AdvisorProblems.Of(exception, context, time, words.Problem(exception.Code));
            }
        }
    }
}
