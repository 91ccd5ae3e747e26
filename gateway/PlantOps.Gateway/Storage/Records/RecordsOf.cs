using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlantOps.Gateway.Storage.Records;

/// <summary>Records of one kind, as what they mean.</summary>
internal sealed class RecordsOf<T>(IRecords records, RecordSet set, JsonTypeInfo<T> type)
    where T : class
{
    public Kept<T>? Find(string id) => records.Find(set, id) is { } record ? Read(record) : null;

    /// <summary>Those that can be read: one that was written by a newer version, or is damaged, keeps no other from being found.</summary>
    public IReadOnlyList<Kept<T>> Read(RecordRange range) => [.. records.Read(set, range).Select(TryRead).OfType<Kept<T>>()];

    /// <summary>A change that puts it there; see <see cref="RecordChange"/>.</summary>
    public RecordChange Put(string id, T value, long? expected = null) => new(set, id, JsonSerializer.Serialize(value, type), expected);

    public RecordChange Delete(string id, long? expected = null) => new(set, id, null, expected);

    private Kept<T>? TryRead(StoredRecord record)
    {
        try
        {
            return Read(record);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private Kept<T> Read(StoredRecord record) => new(record.Id, record.Version, JsonSerializer.Deserialize(record.Json, type)
        ?? throw new InvalidDataException($"Record '{record.Id}' of '{set.Name}' holds nothing."));
}

/// <summary>A record and its version.</summary>
internal sealed record Kept<T>(string Id, long Version, T Value);
