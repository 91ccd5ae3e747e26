using System.Collections;

namespace PlantOps.Gateway.Archive;

/// <summary>Rows that cannot be understood: the first of them as they are, all of them counted by what is wrong.</summary>
internal sealed class BadRows : IEnumerable<BadRow>
{
    /// <summary>Rows that are named.</summary>
    public const int MaxNamed = 20;

    private const int MaxReasons = 20;
    private const string OtherReasons = "Something else is wrong.";

    private readonly List<BadRow> _named = [];
    private readonly Dictionary<string, long> _byReason = [];

    /// <summary>How many there are, those that are not named too.</summary>
    public long Count { get; private set; }

    /// <summary>How many are named.</summary>
    public int Named => _named.Count;

    /// <summary>How many there are of each kind, the most frequent first.</summary>
    public IEnumerable<(string Reason, long Count)> ByReason =>
        _byReason.OrderByDescending(one => one.Value).Select(one => (one.Key, one.Value));

    public void Add(BadRow row)
    {
        if (_named.Count < MaxNamed) _named.Add(row);
        Add(Kind(row.Reason), 1);
    }

    /// <summary>Adds others, the first of them before any later ones.</summary>
    public void Add(BadRows others)
    {
        _named.AddRange(others._named.Take(MaxNamed - _named.Count));
        foreach (var (reason, count) in others._byReason) Add(reason, count);
    }

    public void Clear()
    {
        _named.Clear();
        _byReason.Clear();
        Count = 0;
    }

    public IEnumerator<BadRow> GetEnumerator() => _named.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string reason, long count)
    {
        if (!_byReason.ContainsKey(reason) && _byReason.Count >= MaxReasons) reason = OtherReasons;
        _byReason[reason] = _byReason.GetValueOrDefault(reason) + count;
        Count += count;
    }

    // Without the value that the file has there.
    private static string Kind(string reason) =>
        reason.StartsWith('\'') && reason.LastIndexOf('\'') is > 0 and var end ? $"'…'{reason.AsSpan(end + 1)}" : reason;
}
