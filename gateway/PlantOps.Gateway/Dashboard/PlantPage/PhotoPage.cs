using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>A plant's pictures, and adding one. A script makes it smaller before it is sent.</summary>
internal static class PhotoPage
{
    private const string Photos = "/plants/{id}/photos";

    public static void MapPhotoPage(this IEndpointRouteBuilder pages)
    {
        pages.MapPost(Photos, Add).RequireAuthorization(AccessPolicies.Care).WithMetadata(PhotoBody.Limit);
        pages.MapGet(Photos + "/{photo}", Get).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet(Photos + "/{photo}/thumbnail", Thumbnail).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost(Photos + "/{photo}/remove", Remove).RequireAuthorization(AccessPolicies.Care);
    }

    private static async Task<IResult> Add(string id, HttpContext context, CardReader reader, PhotoChanges photos, AuditLog audit)
    {
        if (reader.Find(id) is not { } facts) return PlantsApi.NoSuchPlant(id);
        var files = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted)).Files
            : null;
        var words = Languages.Of(context.Request);
        if (files?["photo"] is not { Length: > 0 } file) return Refused(words.ChooseAPicture);
        var data = await BytesOf(file, context.RequestAborted);
        if (photos.Check(id, data) is { } problem) return Refused(WordsOf(problem, words));
        var small = files["thumbnail"] is { Length: > 0 and <= PlantPhoto.MaxThumbnailBytes } thumbnail
            ? await BytesOf(thumbnail, context.RequestAborted)
            : null;
        if (photos.Add(id, context, data, small).Refusal is { } refusal) return refusal;
        audit.Note(context.Principal(), "plant.photo", id);
        return Navigation.To(context, $"/plants/{id}#photos");

        HtmlPage Refused(string why) => PlantPages.Page(context, facts, new PlantPageState { PhotoProblem = why });
    }

    private static IResult Get(string id, string photo, HttpContext context, PlantPhotos photos) =>
        Send(id, photo, context, photos.Find(id, photo));

    private static IResult Thumbnail(string id, string photo, HttpContext context, PlantPhotos photos) =>
        Send(id, photo, context, photos.FindThumbnail(id, photo));

    private static IResult Remove(string id, string photo, HttpContext context, PhotoChanges photos, AuditLog audit)
    {
        if (photos.Remove(id, photo, context).Refusal is { } refusal) return refusal;
        audit.Note(context.Principal(), "plant.photo.remove", id);
        return Navigation.To(context, $"/plants/{id}#photos");
    }

    // What a picture's id names never changes, but for the one of clients that know of no others.
    private static IResult Send(string id, string photo, HttpContext context, Versioned<PlantPhoto>? kept)
    {
        if (kept is null) return PlantsApi.NoSuchPlant(id);
        context.Response.Headers.CacheControl = photo == PhotoMark.Main ? "private, no-cache" : "private, max-age=604800";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return PhotoBody.File(kept);
    }

    private static async Task<byte[]> BytesOf(IFormFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenReadStream();
        return await PhotoBody.Read(stream, PlantPhoto.MaxBytes, cancellationToken);
    }

    private static string WordsOf(PhotoProblem problem, IWords words) => problem switch
    {
        PhotoProblem.TooLarge => words.PictureTooLarge(PlantPhoto.MaxBytes / 1024),
        PhotoProblem.NotAPicture => words.NotAPicture,
        PhotoProblem.NoRoom => words.NoRoomForPictures,
        _ => words.TooManyPictures(PhotoAlbum.MaxPhotos),
    };
}
