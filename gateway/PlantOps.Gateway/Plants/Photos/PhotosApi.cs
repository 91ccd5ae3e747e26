using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>All pictures of a plant, as it grew.</summary>
internal static class PhotosApi
{
    private const string Route = "/{id}/photos";
    private const string One = Route + "/{photo}";
    private const string Thumbnail = One + "/thumbnail";

    private static readonly string[] Pictures = ["image/png", "image/webp"];

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, List).Needs(rights.Read)
            .WithSummary("A plant's pictures, the newest first.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPost(Route, Add).Needs(rights.Care).Audited("plant.photo")
            .WithSummary($"Adds a picture: a JPEG, PNG or WebP file of up to {PlantPhoto.MaxBytes / 1024} KiB as the body.")
            .WithDescription($"A plant has at most {PhotoAlbum.MaxPhotos}.")
            .WithMetadata(PhotoBody.Limit)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        plants.MapGet(One, Get).Needs(rights.Read)
            .WithSummary("One picture.")
            .Produces(StatusCodes.Status200OK, null, "image/jpeg", Pictures)
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapDelete(One, Delete).Needs(rights.Care).Audited("plant.photo.remove")
            .WithSummary("Takes one picture away.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapGet(Thumbnail, GetThumbnail).Needs(rights.Read)
            .WithSummary("The small one beside a picture; the picture itself where there is none.")
            .Produces(StatusCodes.Status200OK, null, "image/jpeg", Pictures)
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPut(Thumbnail, PutThumbnail).Needs(rights.Care).Audited("plant.photo")
            .WithSummary(
                $"Puts a small one beside a picture, some 320 pixels wide: up to {PlantPhoto.MaxThumbnailBytes / 1024} KiB as the body.")
            .WithMetadata(PhotoBody.Limit)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }

    private static Results<Ok<PhotoView[]>, ProblemHttpResult> List(string id, PlantStore plants, PlantPhotos photos)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        return TypedResults.Ok(photos.AlbumOf(plant.Value).Photos.Reverse().Select(PhotoView.Of).ToArray());
    }

    private static async Task<Results<Created<PhotoView>, ProblemHttpResult>> Add(
        string id, HttpContext context, PhotoChanges photos, CancellationToken cancellationToken)
    {
        var data = await PhotoBody.Read(context.Request.Body, PlantPhoto.MaxBytes, cancellationToken);
        if (photos.Check(id, data) is { } problem) return PhotoBody.Refuse(problem);
        var (photo, _, refusal) = photos.Add(id, context, data);
        return photo is null ? refusal! : TypedResults.Created($"{PlantsApi.Path}/{id}/photos/{photo.Id}", PhotoView.Of(photo));
    }

    private static Results<FileContentHttpResult,
        ProblemHttpResult> Get(string id, string photo, PlantStore plants, PlantPhotos photos)
    {
        if (Find(id, photo, plants, photos, out var missing) is null) return missing!;
        return photos.Find(id, photo) is { } kept ? PhotoBody.File(kept) : NoSuchPhoto(id, photo);
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> GetThumbnail(
        string id, string photo, PlantStore plants, PlantPhotos photos)
    {
        if (Find(id, photo, plants, photos, out var missing) is null) return missing!;
        return photos.FindThumbnail(id, photo) is { } kept ? PhotoBody.File(kept) : NoSuchPhoto(id, photo);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PutThumbnail(
        string id, string photo, HttpContext context, PlantStore plants, PlantPhotos photos, PhotoChanges changes,
        CancellationToken cancellationToken)
    {
        var data = await PhotoBody.Read(context.Request.Body, PlantPhoto.MaxThumbnailBytes, cancellationToken);
        if (Find(id, photo, plants, photos, out var missing) is not { } mark) return missing!;
        if (data.Length > PlantPhoto.MaxThumbnailBytes) return PhotoBody.TooLarge(PlantPhoto.MaxThumbnailBytes);
        if (PlantPhoto.ContentTypeOf(data) is null) return PhotoBody.Refuse(PhotoProblem.NotAPicture);
        return changes.AddThumbnail(id, mark, data, context) is { } refusal ? refusal : TypedResults.NoContent();
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> Delete(
        string id, string photo, HttpContext context, PlantStore plants, PlantPhotos photos, PhotoChanges changes)
    {
        if (Find(id, photo, plants, photos, out var missing) is null) return missing!;
        var (plant, refusal) = changes.Remove(id, photo, context);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static PhotoMark? Find(string id, string photo, PlantStore plants, PlantPhotos photos, out ProblemHttpResult? missing)
    {
        var plant = plants.Find(id);
        var mark = plant is null ? null : photos.AlbumOf(plant.Value).Find(photo);
        missing = plant is null ? PlantsApi.NoSuchPlant(id) : mark is null ? NoSuchPhoto(id, photo) : null;
        return mark;
    }

    private static ProblemHttpResult NoSuchPhoto(string id, string photo) =>
        Missing.Of($"The plant '{id}' has no picture '{photo}'.");
}

/// <summary>A picture of a plant.</summary>
internal sealed class PhotoView
{
    public required string Id { get; init; }

    /// <summary>When it came, Unix milliseconds UTC; <c>null</c> where that was not kept.</summary>
    public required long? At { get; init; }

    /// <summary>Whose it is; <c>null</c> where that was not kept.</summary>
    public required string? By { get; init; }

    /// <summary>Whether a small one is beside it.</summary>
    public required bool HasThumbnail { get; init; }

    public static PhotoView Of(PhotoMark photo) =>
        new() { Id = photo.Id, At = photo.At, By = photo.By, HasThumbnail = photo.HasThumbnail };
}
