using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>A picture of each plant.</summary>
internal static class PhotoApi
{
    private const string Route = "/{id}/photo";

    /// <summary>A larger picture is refused before it is sent whole: what a phone takes is smaller.</summary>
    private const long MaxSentBytes = 16 * 1024 * 1024;

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, Get).Needs(rights.Read)
            .WithSummary("A plant's picture.")
            .Produces(StatusCodes.Status200OK, null, "image/jpeg", "image/png", "image/webp")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPut(Route, Put).Needs(rights.Care).Audited("plant.photo")
            .WithSummary($"Gives a plant a picture: a JPEG, PNG or WebP file of up to {PlantPhoto.MaxBytes / 1024} KiB as the body.")
            .WithMetadata(new BodyLimit())
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        plants.MapDelete(Route, Delete).Needs(rights.Care).Audited("plant.photo.remove")
            .WithSummary("Takes a plant's picture away.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Get(string id, PlantStore plants, PlantPhotos photos)
    {
        if (plants.Find(id) is null) return PlantsApi.NoSuchPlant(id);
        return photos.Find(id) is { } photo
            ? TypedResults.File(photo.Value.Data, photo.Value.ContentType, entityTag: new EntityTagHeaderValue($"\"{photo.Version}\""))
            : Missing.Of($"The plant '{id}' has no picture.");
    }

    private static async Task<Results<Ok<PlantView>, ProblemHttpResult>> Put(
        string id, HttpContext context, PlantChanges changes, PlantPhotos photos, CancellationToken cancellationToken)
    {
        if (await Read(context.Request.Body, cancellationToken) is not { } data) return TooLarge();
        if (PlantPhoto.ContentTypeOf(data) is not { } contentType) return NotAPicture();
        var (plant, refusal) = changes.Apply(id, context, kept => (kept.Value with { HasPhoto = true }, [photos.Put(id, new PlantPhoto(contentType, data))]));
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> Delete(string id, HttpContext context, PlantChanges changes, PlantPhotos photos)
    {
        var (plant, refusal) = changes.Apply(id, context, kept => (kept.Value with { HasPhoto = false }, [photos.Delete(id)]));
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    // What is too much is read all the same: whoever is still sending does not hear an answer.
    private static async Task<byte[]?> Read(Stream body, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (data.Length <= PlantPhoto.MaxBytes) data.Write(buffer, 0, read);
        }

        return data.Length > PlantPhoto.MaxBytes ? null : data.ToArray();
    }

    private static ProblemHttpResult TooLarge() => TypedResults.Problem(
        $"The picture is too large: at most {PlantPhoto.MaxBytes / 1024} KiB.",
        statusCode: StatusCodes.Status413PayloadTooLarge);

    private static ProblemHttpResult NotAPicture() => TypedResults.Problem(
        "The body is neither a JPEG nor a PNG nor a WebP file.",
        statusCode: StatusCodes.Status415UnsupportedMediaType,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidRequest });

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxSentBytes;
    }
}
