using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>A picture of each plant, for clients that know of one.</summary>
internal static class PhotoApi
{
    private const string Route = "/{id}/photo";

    public static void MapPhoto(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, Get).Needs(rights.Read)
            .WithSummary("A plant's picture; the newest of several.")
            .Produces(StatusCodes.Status200OK, null, "image/jpeg", "image/png", "image/webp")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPut(Route, Put).Needs(rights.Care).Audited("plant.photo")
            .WithSummary(
                $"Gives a plant a picture: a JPEG, PNG or WebP file of up to {PlantPhoto.MaxBytes / 1024} KiB as the body.")
            .WithDescription("The next one put here takes its place; those of `photos` stay.")
            .WithMetadata(PhotoBody.Limit)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        plants.MapDelete(Route, Delete).Needs(rights.Care).Audited("plant.photo.remove")
            .WithSummary("Takes a plant's picture away; the newest of several.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Get(string id, PlantStore plants, PlantPhotos photos)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        return photos.AlbumOf(plant.Value).Newest is { } newest && photos.Find(id, newest.Id) is { } photo
            ? PhotoBody.File(photo)
            : Missing.Of($"The plant '{id}' has no picture.");
    }

    private static async Task<Results<Ok<PlantView>, ProblemHttpResult>> Put(
        string id, HttpContext context, PhotoChanges photos, CancellationToken cancellationToken)
    {
        var data = await PhotoBody.Read(context.Request.Body, PlantPhoto.MaxBytes, cancellationToken);
        if (photos.Check(id, data, PhotoMark.Main) is { } problem) return PhotoBody.Refuse(problem);
        var (_, plant, refusal) = photos.Add(id, context, data, photo: PhotoMark.Main);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> Delete(string id, HttpContext context, PhotoChanges photos)
    {
        var (plant, refusal) = photos.Remove(id, null, context);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }
}
