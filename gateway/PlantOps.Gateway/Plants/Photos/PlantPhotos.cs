using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>Where pictures live: each by itself, its thumbnail beside it, and a plant's album, which is read without
/// them.</summary>
internal sealed class PlantPhotos(IRecords records)
{
    private readonly RecordStore<PlantPhoto> _photos = new(records, RecordSet.PlantPhotos, PlantRecordsJson.Default.PlantPhoto);
    private readonly RecordStore<PlantPhoto> _thumbnails = new(
        records, RecordSet.PlantThumbnails, PlantRecordsJson.Default.PlantPhoto);
    private readonly RecordStore<PhotoAlbum> _albums = new(records, RecordSet.PlantAlbums, PlantRecordsJson.Default.PhotoAlbum);

    /// <summary>Which there are. A plant whose picture is from before there were albums has that one.</summary>
    public PhotoAlbum AlbumOf(Plant plant) => AlbumOf(plant, out _);

    public Versioned<PlantPhoto>? Find(string plantId, string photo) => _photos.Find(KeyOf(plantId, photo));

    /// <summary>The small one; where there is none, the picture itself.</summary>
    public Versioned<PlantPhoto>? FindThumbnail(string plantId, string photo) =>
        _thumbnails.Find(KeyOf(plantId, photo)) ?? Find(plantId, photo);

    /// <summary>What adds a picture to a plant's album, or puts it in the place of the one with its id.</summary>
    public IReadOnlyList<RecordChange> Add(Plant plant, PhotoMark mark, PlantPhoto photo, PlantPhoto? thumbnail)
    {
        var key = KeyOf(plant.Id, mark.Id);
        var album = AlbumOf(plant, out var version).With(mark);
        var small = thumbnail is null ? _thumbnails.Delete(key) : _thumbnails.Put(key, thumbnail);
        return [_photos.Put(key, photo), small, _albums.Put(plant.Id, album, version)];
    }

    public IReadOnlyList<RecordChange> AddThumbnail(Plant plant, PhotoMark mark, PlantPhoto thumbnail)
    {
        var before = AlbumOf(plant, out var version);
        var album = new PhotoAlbum { Photos = [.. before.Photos.Select(
            one => one.Id == mark.Id ? one with { HasThumbnail = true } : one)] };
        return [_thumbnails.Put(KeyOf(plant.Id, mark.Id), thumbnail), _albums.Put(plant.Id, album, version)];
    }

    public IReadOnlyList<RecordChange> Remove(Plant plant, string photo)
    {
        var album = AlbumOf(plant, out var version).Without(photo);
        var kept = album.Photos.Count == 0 && version == 0 ? [] : (RecordChange[])[_albums.Put(plant.Id, album, version)];
        return [_photos.Delete(KeyOf(plant.Id, photo)), _thumbnails.Delete(KeyOf(plant.Id, photo)), .. kept];
    }

    /// <summary>What takes all of a plant's pictures away.</summary>
    public IEnumerable<RecordChange> RemoveAll(string plantId)
    {
        var album = _albums.FindOr(plantId, PhotoAlbum.Empty)?.Value ?? PhotoAlbum.Empty;
        var keys = album.Photos.Select(photo => KeyOf(plantId, photo.Id)).Append(plantId).Distinct().ToList();
        return [.. keys.Select(key => _photos.Delete(key)), .. keys.Select(key => _thumbnails.Delete(key)),
            _albums.Delete(plantId)];
    }

    private PhotoAlbum AlbumOf(Plant plant, out long version)
    {
        var kept = _albums.Find(plant.Id);
        version = kept?.Version ?? 0;
        if (kept is not null) return kept.Value;
        return plant.HasPhoto ? PhotoAlbum.Empty.With(new PhotoMark { Id = PhotoMark.Main }) : PhotoAlbum.Empty;
    }

    // The one of a client that knows of no others is where it always was.
    private static string KeyOf(string plantId, string photo) => photo == PhotoMark.Main ? plantId : $"{plantId}/{photo}";
}
