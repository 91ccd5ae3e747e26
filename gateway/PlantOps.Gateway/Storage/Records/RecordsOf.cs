using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlantOps.Gateway.Storage.Records;

/// <summary>Records of one kind, as what they mean.</summary>
internal sealed class RecordsOf<T>(IRecords records, RecordSet set, JsonTypeInfo<T> type)
    where T : class
{
    public Kept<T>? Find(string id) => records.Find(set, id) is { } record ? Read(record) : null;

    public IReadOnlyList<Kept<T>> Read(RecordRange range) => [.. records.Read(set, range).Select(Read)];

    /// <summary>A change that puts it there; see <see cref="RecordChange"/>.</summary>
    public RecordChange Put(string id, T value, long? expected = null) => new(set, id, JsonSerializer.Serialize(value, type), expected);

    public RecordChange Delete(string id, long? expected = null) => new(set, id, null, expected);

    private Kept<T> Read(StoredRecord record) => new(record.Id, record.Version, JsonSerializer.Deserialize(record.Json, type)
        ?? throw new InvalidDataException($"Record '{record.Id}' of '{set.Name}' holds nothing."));
}

/// <summary>A record and its version.</summary>
internal sealed record Kept<T>(string Id, long Version, T Value);
