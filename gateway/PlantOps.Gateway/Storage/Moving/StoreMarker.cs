using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>
/// A file of the data directory that says where everything was moved. Writing it is the moment of the switch: before
/// it the old store counts, after it the new one.
/// </summary>
internal sealed class StoreMarker
{
    public const string Name = "store.json";

    /// <summary><c>LiteDb</c> or <c>PostgreSql</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>How to reach it, with its password: the file is for its owner only.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>When it was moved, Unix milliseconds UTC.</summary>
    public required long MovedAt { get; init; }

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, Name);

    /// <summary>The marker of a data directory; <see langword="null"/> where nothing was moved.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static StoreMarker? Read(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), StoreMarkerJson.Default.StoreMarker);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"'{path}', which says where the data was moved, cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        using (var file = new FileStream(path + ".part", OwnFile.Options(FileMode.Create)))
        {
            JsonSerializer.Serialize(file, this, StoreMarkerJson.Default.StoreMarker);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
        FileSync.Directory(dataDirectory);
    }
}

/// <summary>The marker's own form on disk.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(StoreMarker))]
internal sealed partial class StoreMarkerJson : JsonSerializerContext;
