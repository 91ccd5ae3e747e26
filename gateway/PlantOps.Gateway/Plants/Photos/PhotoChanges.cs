using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>Adds pictures to plants and takes them away, each in one transaction with the plant.</summary>
internal sealed class PhotoChanges(PlantStore plants, PlantChanges changes, PlantPhotos photos, DiskGuard disk)
{
    /// <summary>What is wrong with a picture; <see langword="null"/> where nothing is.</summary>
    /// <param name="plantId">Whose it is to be; a plant that is not there has room.</param>
    /// <param name="data">The file.</param>
    /// <param name="photo">The one that it is put in the place of; <see langword="null"/> for a new one.</param>
    public PhotoProblem? Check(string plantId, ReadOnlySpan<byte> data, string? photo = null)
    {
        if (disk.IsNearlyFull) return PhotoProblem.NoRoom;
        if (data.Length > PlantPhoto.MaxBytes) return PhotoProblem.TooLarge;
        if (PlantPhoto.ContentTypeOf(data) is null) return PhotoProblem.NotAPicture;
        var album = plants.Find(plantId) is { } plant ? photos.AlbumOf(plant.Value) : PhotoAlbum.Empty;
        return album.Photos.Count >= PhotoAlbum.MaxPhotos && (photo is null || album.Find(photo) is null) ? PhotoProblem.Full
            : null;
    }

    /// <summary>Adds what was checked, with a small one beside it that is left out where it is none.</summary>
    public (PhotoMark? Photo, PlantView? Plant, ProblemHttpResult? Refusal) Add(
        string plantId, HttpContext context, byte[] data, byte[]? thumbnail = null, string? photo = null)
    {
        var small = thumbnail is not null && thumbnail.Length <= PlantPhoto.MaxThumbnailBytes ? PictureOf(thumbnail) : null;
        var mark = new PhotoMark
        {
            Id = photo ?? JournalEntry.NewId(changes.Now), At = changes.Now, By = context.Principal().Name,
                HasThumbnail = small is not null,
        };
        var (plant, refusal) = changes.Apply(
            plantId, context, kept =>
                (kept.Value with { HasPhoto = true }, photos.Add(kept.Value, mark, PictureOf(data)!, small)));
        return (plant is null ? null : mark, plant, refusal);
    }

    /// <summary>Puts a small one beside a picture.</summary>
    public ProblemHttpResult? AddThumbnail(string plantId, PhotoMark photo, byte[] thumbnail, HttpContext context) =>
        changes.Apply(
            plantId, context, kept => (kept.Value, photos.AddThumbnail(kept.Value, photo, PictureOf(thumbnail)!))).Refusal;

    /// <summary>Takes one away; the newest where none is named.</summary>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Remove(string plantId, string? photo, HttpContext context) =>
        changes.Apply(plantId, context, kept =>
        {
            var album = photos.AlbumOf(kept.Value);
            var gone = photo ?? album.Newest?.Id;
            var more = gone is null ? (IReadOnlyList<RecordChange>)[] : photos.Remove(kept.Value, gone);
            return (kept.Value with { HasPhoto = album.Photos.Any(one => one.Id != gone) }, more);
        });

    private static PlantPhoto? PictureOf(byte[] data) => PlantPhoto.ContentTypeOf(data) is { } type ? new PlantPhoto(type, data)
        : null;
}

/// <summary>Why a picture is not taken.</summary>
internal enum PhotoProblem
{
    TooLarge,

    /// <summary>Neither a JPEG nor a PNG nor a WebP file.</summary>
    NotAPicture,

    /// <summary>The plant has as many as are kept.</summary>
    Full,

    /// <summary>What the disk has left is for readings.</summary>
    NoRoom,
}
