using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using PlantOps.Contracts;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>Pictures as the bodies of requests and answers.</summary>
internal static class PhotoBody
{
    /// <summary>Raises the limit of a route that takes a picture.</summary>
    public static readonly IRequestSizeLimitMetadata Limit = new BodyLimit();

    public static FileContentHttpResult File(Versioned<PlantPhoto> photo) => TypedResults.File(
        photo.Value.Data, photo.Value.ContentType, entityTag: new EntityTagHeaderValue($"\"{photo.Version}\""));

    // What is too much is read all the same: whoever is still sending does not hear an answer.
    public static async Task<byte[]> Read(Stream body, int most, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (data.Length <= most) data.Write(buffer, 0, read);
        }

        return data.ToArray();
    }

    public static ProblemHttpResult Refuse(PhotoProblem problem) => problem switch
    {
        PhotoProblem.TooLarge => TooLarge(PlantPhoto.MaxBytes),
        PhotoProblem.NotAPicture => TypedResults.Problem(
            "The body is neither a JPEG nor a PNG nor a WebP file.",
            statusCode: StatusCodes.Status415UnsupportedMediaType,
            extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidRequest }),
        PhotoProblem.NoRoom => TypedResults.Problem(
            "The gateway's disk is nearly full, and what is left is kept for readings. Free some space first.",
            statusCode: StatusCodes.Status507InsufficientStorage),
        _ => TypedResults.Problem(
            $"The plant has {PhotoAlbum.MaxPhotos} pictures, as many as are kept. Take one away first.",
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InUse }),
    };

    public static ProblemHttpResult TooLarge(int most) => TypedResults.Problem(
        $"The picture is too large: at most {most / 1024} KiB.", statusCode: StatusCodes.Status413PayloadTooLarge);

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => PlantPhoto.MaxSentBytes;
    }
}
