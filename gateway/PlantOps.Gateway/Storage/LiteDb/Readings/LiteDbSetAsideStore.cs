using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// Messages set aside, as people look at them and take them away. What adds them is <see cref="SetAsideCollection"/>.
/// </summary>
internal sealed class LiteDbSetAsideStore(LiteDbFile file) : ISetAsideStore
{
    private readonly LiteDbDocuments _messages = new(SetAsideCollection.Name);
    private readonly LiteDbDocuments _whole = new(SetAsideCollection.WholeName);

    public int Count() => file.Read(engine => _messages.Ids(engine, 0, long.MaxValue)).Count;

    public IReadOnlyList<StoredSetAside> Read(long before, int limit)
    {
        var messages = new List<StoredSetAside>();
        while (messages.Count < limit)
        {
            var found = _messages.Read(file, 0, before - 1, limit - messages.Count, backwards: true);
            if (found.Count == 0) break;
            before = found[^1].Id;
            foreach (var one in found)
            {
                if (SetAsideCollection.Readable(file, one) is { } message) messages.Add(new StoredSetAside(one.Id, message));
            }
        }

        return messages;
    }

    public void Remove(IReadOnlyCollection<long> numbers)
    {
        if (numbers.Count == 0) return;
        file.Commit(engine =>
        {
            _messages.Delete(engine, numbers);
            _whole.Delete(engine, numbers);
        });
    }
}
