namespace PlantOps.Gateway.Plants.Photos;

/// <summary>Which pictures there are of a plant, the oldest first.</summary>
internal sealed record PhotoAlbum
{
    /// <summary>With <see cref="PlantPhoto.MaxBytes"/> each they are what a plant can take of the disk.</summary>
    public const int MaxPhotos = 30;

    public static readonly PhotoAlbum Empty = new();

    public IReadOnlyList<PhotoMark> Photos { get; init; } = [];

    public PhotoMark? Newest => Photos.Count > 0 ? Photos[^1] : null;

    public PhotoMark? Find(string id) => Photos.FirstOrDefault(photo => photo.Id == id);

    /// <summary>With a picture, in the place of the one with its id.</summary>
    public PhotoAlbum With(PhotoMark photo) => new() { Photos = [.. Without(photo.Id).Photos, photo] };

    public PhotoAlbum Without(string id) => new() { Photos = [.. Photos.Where(photo => photo.Id != id)] };
}

/// <summary>A picture, without what it shows.</summary>
internal sealed record PhotoMark
{
    /// <summary>The one of a client that knows of no others.</summary>
    public const string Main = "main";

    public required string Id { get; init; }

    /// <summary>When it came, Unix milliseconds UTC; <see langword="null"/> where that was not kept.</summary>
    public long? At { get; init; }

    /// <summary>Whose it is: the name of a token or person, or <c>local</c>; <see langword="null"/> where that was not
    /// kept.</summary>
    public string? By { get; init; }

    public bool HasThumbnail { get; init; }
}
