using System.Collections.Concurrent;

namespace PlantOps.Attack.Targets;

/// <summary>Counts what an attack did and what came of it.</summary>
internal sealed class Tally
{
    private const int MostExamples = 5;
    private const int MostBytesShown = 200;

    private readonly ConcurrentDictionary<string, long> _reached = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _failures = new();
    private readonly ConcurrentDictionary<string, long> _failureCounts = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private long _tried;
    private long _hung;
    private long _crashed;
    private long _answered500;

    public long Attempts => Interlocked.Read(ref _tried);

    public long Hangs => Interlocked.Read(ref _hung);

    public long Crashes => Interlocked.Read(ref _crashed);

    public long Answered500 => Interlocked.Read(ref _answered500);

    public IEnumerable<string> Notes => _notes;

    /// <summary>Proof that the attack arrived, by what it saw.</summary>
    public IEnumerable<KeyValuePair<string, long>> Reaches => _reached.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    public IEnumerable<(string Kind, long Count, IEnumerable<string> Examples)> Failures =>
        _failureCounts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value,
            _failures[pair.Key].AsEnumerable()));

    public void Tried(long count = 1) => Interlocked.Add(ref _tried, count);

    /// <summary>What must be above zero in the end, or the attack reached nothing.</summary>
    public void MustReach(params string[] what)
    {
        foreach (var one in what) _reached.TryAdd(one, 0);
    }

    public void Reached(string what, long count = 1) => _reached.AddOrUpdate(what, count, (_, before) => before + count);

    /// <summary>A figure worth reading that is no failure.</summary>
    public void Note(string text) => _notes.Enqueue(text);

    public void Hung(string what, ReadOnlySpan<byte> input = default)
    {
        Interlocked.Increment(ref _hung);
        Failed("hung: " + what, "", input);
    }

    public void Crashed(string how)
    {
        Interlocked.Increment(ref _crashed);
        Failed("crashed", how);
    }

    public void Answered(int status, string request)
    {
        if (status != 500) return;
        Interlocked.Increment(ref _answered500);
        Failed("answered 500", request);
    }

    /// <param name="kind">The same for all of a kind, which are counted together.</param>
    /// <param name="example">What is special about this one.</param>
    /// <param name="input">What was sent, to be shown in hex.</param>
    public void Failed(string kind, string example = "", ReadOnlySpan<byte> input = default)
    {
        _failureCounts.AddOrUpdate(kind, 1, (_, before) => before + 1);
        var examples = _failures.GetOrAdd(kind, _ => new ConcurrentQueue<string>());
        if (examples.Count >= MostExamples) return;
        var hex = input.IsEmpty ? ""
            : $" [{input.Length} bytes: {Convert.ToHexString(input[..Math.Min(input.Length, MostBytesShown)])}]";
        if (example.Length + hex.Length > 0) examples.Enqueue((example + hex).Trim());
    }
}
