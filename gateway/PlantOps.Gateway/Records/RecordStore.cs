using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlantOps.Gateway.Records;

/// <summary>Records of one kind, as what they mean.</summary>
/// <param name="records">Where they are.</param>
/// <param name="set">Which of them.</param>
/// <param name="type">Their JSON.</param>
/// <param name="problem">Why one that could be read cannot be used; <see langword="null"/> where it can.</param>
internal sealed class RecordStore<T>(IRecords records, RecordSet set, JsonTypeInfo<T> type, Func<T, string?>? problem = null)
    where T : class
{
    /// <exception cref="UnreadableRecordException">It is there and cannot be read.</exception>
    public Versioned<T>? Find(string id)
    {
        if (records.Find(set, id) is not { } record) return null;
        return TryRead(record, out var reason) ?? throw new UnreadableRecordException(set.Name, id, reason!);
    }

    /// <summary>The same, with something else in the place of one that cannot be read.</summary>
    public Versioned<T>? FindOr(string id, T instead) =>
        records.Find(set, id) is { } record ? ReadOr(record, instead) : null;

    /// <summary>Those that can be read; one that cannot is reported and hides no other.</summary>
    public IReadOnlyList<Versioned<T>> Read(RecordRange range)
    {
        var read = new List<Versioned<T>>();
        while (read.Count < range.Limit)
        {
            var asked = range.Limit - read.Count;
            var found = records.Read(set, range with { Limit = asked });
            foreach (var record in found)
            {
                if (TryRead(record, out _) is { } one) read.Add(one);
            }

            if (found.Count < asked) break;
            range = range.Backwards
                ? range with { Last = range.Before(found[^1].Id).Last }
                : range with { First = found[^1].Id + RecordRange.Start };
        }

        return read;
    }

    /// <summary>What a record means, or something else where it cannot be read.</summary>
    public Versioned<T> ReadOr(StoredRecord record, T instead) =>
        TryRead(record, out _) ?? new Versioned<T>(record.Id, record.Version, instead);

    /// <summary>What a record means; <see langword="null"/> where it cannot be read, which is reported.</summary>
    public Versioned<T>? Read(StoredRecord record) => TryRead(record, out _);

    /// <summary>A change that puts it there; see <see cref="RecordChange"/>.</summary>
    public RecordChange Put(string id, T value, long? expected = null) =>
        new(set, id, JsonSerializer.Serialize(value, type), expected);

    public RecordChange Delete(string id, long? expected = null) => new(set, id, null, expected);

    private Versioned<T>? TryRead(StoredRecord record, out string? reason)
    {
        reason = record.Damage;
        try
        {
            var value = reason is null ? JsonSerializer.Deserialize(record.Json, type) : null;
            if (value is not null) reason = problem?.Invoke(value);
            if (value is not null && reason is null)
            {
                records.Unreadable.Readable(set.Name, record.Id);
                return new Versioned<T>(record.Id, record.Version, value);
            }

            reason ??= "it holds nothing";
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or NotSupportedException)
        {
            reason = exception.Message;
        }

        records.Unreadable.Report(set.Name, record.Id, reason);
        return null;
    }
}

/// <summary>A record and its version.</summary>
internal sealed record Versioned<T>(string Id, long Version, T Value);
