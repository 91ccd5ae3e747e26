using System.Collections;

namespace PlantOps.Gateway.Archive;

/// <summary>Rows that cannot be understood: the first of them as they are, all of them counted by what is wrong.</summary>
internal sealed class BadRows : IEnumerable<BadRow>
{
    /// <summary>Rows that are named.</summary>
    public const int MaxNamed = 20;

    /// <summary>Places that are named of each kind.</summary>
    public const int MaxPlaces = 3;

    private const int MaxReasons = 20;
    private const string OtherReasons = "Something else is wrong.";

    private readonly List<BadRow> _named = [];
    private readonly Dictionary<string, Tally> _byReason = [];

    /// <summary>How many there are, those that are not named too.</summary>
    public long Count { get; private set; }

    /// <summary>How many are named.</summary>
    public int Named => _named.Count;

    /// <summary>How many there are of each kind and where the first of them are, the most frequent first.</summary>
    public IEnumerable<(string Reason, long Count, IReadOnlyList<string> First)> ByReason =>
        _byReason.OrderByDescending(one => one.Value.Count).Select(
            one => (one.Key, one.Value.Count, (IReadOnlyList<string>)one.Value.First));

    public void Add(BadRow row)
    {
        if (_named.Count < MaxNamed) _named.Add(row);
        Add(Kind(row.Reason), 1, [row.Place]);
    }

    /// <summary>Adds others, the first of them before any later ones.</summary>
    public void Add(BadRows others)
    {
        if (others.Count == 0) return;
        _named.AddRange(others._named.Take(MaxNamed - _named.Count));
        foreach (var (reason, tally) in others._byReason) Add(reason, tally.Count, tally.First);
    }

    public void Clear()
    {
        _named.Clear();
        _byReason.Clear();
        Count = 0;
    }

    public IEnumerator<BadRow> GetEnumerator() => _named.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Without the value that the file has there.
    private static string Kind(string reason) =>
        reason.StartsWith('\'') && reason.LastIndexOf('\'') is > 0 and var end ? $"'…'{reason.AsSpan(end + 1)}" : reason;

    private void Add(string reason, long count, IReadOnlyList<string> places)
    {
        if (!_byReason.ContainsKey(reason) && _byReason.Count >= MaxReasons) reason = OtherReasons;
        if (!_byReason.TryGetValue(reason, out var tally)) _byReason.Add(reason, tally = new Tally());
        tally.Count += count;
        tally.First.AddRange(places.Take(MaxPlaces - tally.First.Count));
        Count += count;
    }

    private sealed class Tally
    {
        public long Count { get; set; }

        public List<string> First { get; } = [];
    }
}
