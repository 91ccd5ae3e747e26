using PlantOps.Gateway.Dashboard.Ask;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Photos;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>Pictures of a plant as it grew, the newest first.</summary>
/// <param name="Words">The language.</param>
/// <param name="PlantId">Whose.</param>
/// <param name="Plant">What it is called.</param>
/// <param name="Photos">The pictures.</param>
/// <param name="MayAdd">Whether whoever looks may add one, and take one away.</param>
/// <param name="Problem">What was wrong with one that was sent.</param>
public sealed record PhotosView(
    IWords Words, string PlantId, string Plant, IReadOnlyList<PhotoTile> Photos, bool MayAdd, string? Problem)
{
    /// <summary>What is said of having a model look; <c>null</c> for who may not, and where nobody allowed it.</summary>
    public string? LookHelp { get; init; }

    /// <summary>What a model saw in one of them; <c>null</c> where none was just asked.</summary>
    public LookView? Look { get; init; }

    /// <summary>What a script makes a picture smaller than.</summary>
    public static int MaxBytes => PlantPhoto.MaxBytes;

    internal static PhotosView Of(IWords words, string plantId, string plant, PhotoAlbum album, bool mayAdd, string? problem) =>
        new(
        words, plantId, plant, [.. album.Photos.Reverse().Select(photo => new PhotoTile(photo.Id, photo.At, photo.By))], mayAdd,
            problem);
}

/// <summary>A picture of a plant.</summary>
/// <param name="Id">The picture's.</param>
/// <param name="At">Unix milliseconds UTC; <c>null</c> where nobody knows.</param>
/// <param name="By">Whose it is.</param>
public sealed record PhotoTile(string Id, long? At, string? By);
