using System.Globalization;
using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// Messages that could not be read: the newest of them. Those that are larger than what is kept of each are, the newest of them,
/// whole in a collection of their own: under the same number, so that no document has to be written anew once they go.
/// </summary>
internal sealed class SetAsideCollection
{
    public const string Name = "set_aside";

    /// <summary>The payloads of large ones.</summary>
    public const string WholeName = "set_aside_whole";

    private readonly LiteDbDocuments _messages = new(Name);
    private readonly LiteDbDocuments _whole = new(WholeName);
    private readonly LiteDbFile _file;
    private long _first;
    private long _next;

    public SetAsideCollection(LiteDbFile file)
    {
        _file = file;
        var ids = file.Read(engine => _messages.Ids(engine, 0, long.MaxValue));
        _first = ids.Count > 0 ? ids[0] : 0;
        _next = ids.Count > 0 ? ids[^1] + 1 : 0;
    }

    /// <summary>Adds messages within a transaction and lets the oldest go.</summary>
    public void Add(ILiteEngine engine, IReadOnlyList<SetAsideMessage> messages)
    {
        if (messages.Count == 0) return;
        var skipped = Math.Max(0, messages.Count - SetAsideMessage.MaxKept);
        _messages.Insert(engine, messages.Skip(skipped).Select((message, i) => Document(_next + skipped + i, message)));
        var last = Math.Min(FirstKept(messages.Count), _next) - 1;
        _messages.Delete(engine, _first, last);
        _whole.Delete(engine, _first, last);
        AddWhole(engine, messages, skipped);
    }

    /// <summary>The transaction is on disk.</summary>
    public void Added(int count)
    {
        _first = Math.Max(_first, FirstKept(count));
        _next += count;
    }

    /// <summary>Those that can be read.</summary>
    public List<SetAsideMessage> Newest(int limit)
    {
        var messages = new List<SetAsideMessage>();
        foreach (var found in _messages.Read(_file, 0, long.MaxValue, limit, backwards: true))
        {
            if (Readable(_file, found) is { } message) messages.Add(message);
        }

        return messages;
    }

    /// <summary>The message in a document; <see langword="null"/> where it is damaged, which is reported.</summary>
    public static SetAsideMessage? Readable(LiteDbFile file, in StoredBlock found)
    {
        try
        {
            var document = found.Damage is null ? found.Document! : throw new InvalidDataException(found.Damage);
            return Whole(file, found.Id, Message(document));
        }
        catch (InvalidDataException exception)
        {
            file.Unreadable.Report(Name, found.Id.ToString(CultureInfo.InvariantCulture), exception.Message);
            return null;
        }
    }

    /// <summary>With its whole payload, where that is kept.</summary>
    private static SetAsideMessage Whole(LiteDbFile file, long id, SetAsideMessage message)
    {
        if (message.Payload.Length < SetAsideMessage.MaxHead) return message;
        var found = new LiteDbDocuments(WholeName).Read(file, id, id, 1);
        return found is [{ Damage: null } whole] ? message with { Payload = whole.Content } : message;
    }

    private void AddWhole(ILiteEngine engine, IReadOnlyList<SetAsideMessage> messages, int skipped)
    {
        var large = messages
            .Skip(skipped)
            .Select((message, i) => (Id: _next + skipped + i, Payload: SetAsideMessage.Storable(message.Payload)))
            .Where(message => message.Payload.Length > SetAsideMessage.MaxHead)
            .TakeLast(SetAsideMessage.MaxWhole)
            .ToList();
        if (large.Count == 0) return;
        _whole.Upsert(engine, large.Select(message => LiteDbDocuments.Document(message.Id, message.Payload)));
        var ids = _whole.Ids(engine, 0, long.MaxValue);
        _whole.Delete(engine, ids.Take(ids.Count - SetAsideMessage.MaxWhole));
    }

    private long FirstKept(int added) => _next + added - SetAsideMessage.MaxKept;

    private static BsonDocument Document(long id, SetAsideMessage message)
    {
        var document = LiteDbDocuments.Document(id);
        document["device"] = message.Device;
        document["at"] = message.ReceivedAt;
        document["topic"] = SetAsideMessage.Storable(message.Topic);
        document["reason"] = message.Reason;
        document["detail"] = SetAsideMessage.Storable(message.Detail);
        document["payload"] = SetAsideMessage.Head(message.Payload);
        return document.Sealed();
    }

    private static SetAsideMessage Message(BsonDocument document) => new(
        document.Integer32("device"),
        document.Integer("at"),
        document.Text("topic"),
        document.Text("reason"),
        document.Text("detail"),
        document.Bytes("payload"));
}
