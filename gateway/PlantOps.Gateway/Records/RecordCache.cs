using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Records;

/// <summary>
/// All records of a kind. Where other gateways may change them they are kept in memory, and each time only what has changed is
/// read: as fresh as if all were. A store of its own is read each time.
/// </summary>
internal sealed class RecordCache<T>(IRecords records, RecordSet set, RecordStore<T> store)
    where T : class
{
    private const int ReadAtOnce = 5000;

    private readonly Lock _gate = new();
    private IReadOnlyList<Versioned<T>> _all = [];
    private ReadMark? _mark;

    /// <summary>How often the store was asked, whether that is over, and why it gave no answer the last time.</summary>
    private long _asked;
    private bool _isAnswered;
    private StoreUnavailableException? _failure;

    /// <summary>Those that can be read, by id; the same list where nothing has changed that is kept in memory.</summary>
    public IReadOnlyList<Versioned<T>> All
    {
        get
        {
            if (!records.IsShared) return store.Read(RecordRange.All);
            var askedBefore = Volatile.Read(ref _asked);
            lock (_gate)
            {
                // What was asked after this call is as fresh as if it had asked: where the store hangs, many that wait here wait
                // for two answers and not one after the other for one each.
                if (_asked == askedBefore || !_isAnswered) Ask();
                return _failure is null ? _all : throw new StoreUnavailableException(_failure.Message, _failure);
            }
        }
    }

    private void Ask()
    {
        _asked++;
        (_isAnswered, _failure) = (false, null);
        try
        {
            var changed = records.Changed(set, _mark);
            if (changed.Keys is null) _all = ReadAll();
            else if (changed.Keys.Count > 0)
                _all = Merge(changed.Keys.ToHashSet(), [.. changed.Items.Select(store.Read).OfType<Versioned<T>>()]);
            _mark = changed.Mark;
        }
        catch (StoreUnavailableException exception)
        {
            _failure = exception;
        }

        _isAnswered = true;
    }

    // In parts: as text they are many times as large. One that is known in this version is not made anew.
    private IReadOnlyList<Versioned<T>> ReadAll()
    {
        var (all, known, range) = (new List<Versioned<T>>(_all.Count), 0, RecordRange.All with { Limit = ReadAtOnce });
        while (true)
        {
            var found = records.Read(set, range);
            foreach (var record in found)
            {
                while (known < _all.Count && string.CompareOrdinal(_all[known].Id, record.Id) < 0) known++;
                var isKnown = known < _all.Count && _all[known].Id == record.Id && _all[known].Version == record.Version;
                if ((isKnown ? _all[known] : store.Read(record)) is { } one) all.Add(one);
            }

            if (found.Count < ReadAtOnce) break;
            range = range with { First = found[^1].Id + RecordRange.Start };
        }

        return all.Count == _all.Count && all.Zip(_all).All(pair => ReferenceEquals(pair.First, pair.Second)) ? _all : all;
    }

    private List<Versioned<T>> Merge(HashSet<string> changed, List<Versioned<T>> now)
    {
        now.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        var (all, next) = (new List<Versioned<T>>(_all.Count + now.Count), 0);
        foreach (var known in _all)
        {
            while (next < now.Count && string.CompareOrdinal(now[next].Id, known.Id) <= 0) all.Add(now[next++]);
            if (!changed.Contains(known.Id)) all.Add(known);
        }

        all.AddRange(now[next..]);
        return all;
    }
}
