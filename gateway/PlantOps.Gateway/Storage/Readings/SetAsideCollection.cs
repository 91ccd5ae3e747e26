using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Readings;

/// <summary>Messages that could not be read: the newest of them.</summary>
internal sealed class SetAsideCollection
{
    private readonly LiteDbDocuments _messages = new("set_aside");
    private readonly LiteDbFile _file;
    private long _first;
    private long _next;

    public SetAsideCollection(LiteDbFile file)
    {
        _file = file;
        var (first, last) = file.Read(engine =>
            (_messages.Between(engine, 0, long.MaxValue, 1), _messages.Last(engine, 0, long.MaxValue, 1)));
        _first = first.Count > 0 ? first[0].Key : 0;
        _next = last.Count > 0 ? last[0].Key + 1 : 0;
    }

    /// <summary>Adds messages within a transaction and lets the oldest go.</summary>
    public void Add(ILiteEngine engine, IReadOnlyList<SetAsideMessage> messages)
    {
        if (messages.Count == 0) return;
        var skipped = Math.Max(0, messages.Count - SetAsideMessage.MostKept);
        _messages.Insert(engine, messages.Skip(skipped).Select((message, i) => Document(_next + skipped + i, message)));
        _messages.Delete(engine, _first, Math.Min(FirstKept(messages.Count), _next) - 1);
    }

    /// <summary>The transaction is on disk.</summary>
    public void Added(int count)
    {
        _first = Math.Max(_first, FirstKept(count));
        _next += count;
    }

    public List<SetAsideMessage> Newest(int limit) =>
        [.. _file.Read(engine => _messages.Last(engine, 0, long.MaxValue, limit)).Select(found => Message(found.Value))];

    private long FirstKept(int added) => _next + added - SetAsideMessage.MostKept;

    private static BsonDocument Document(long id, SetAsideMessage message)
    {
        var document = LiteDbDocuments.Document(id);
        document["device"] = message.Device;
        document["at"] = message.ReceivedAt;
        document["topic"] = SetAsideMessage.Storable(message.Topic);
        document["reason"] = message.Reason;
        document["detail"] = SetAsideMessage.Storable(message.Detail);
        document["payload"] = SetAsideMessage.Storable(message.Payload);
        return document;
    }

    private static SetAsideMessage Message(BsonDocument document) => new(
        document["device"].AsInt32,
        document["at"].AsInt64,
        document["topic"].AsString,
        document["reason"].AsString,
        document["detail"].AsString,
        document["payload"].AsBinary);
}
