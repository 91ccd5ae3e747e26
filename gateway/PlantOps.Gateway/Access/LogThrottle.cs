namespace PlantOps.Gateway.Access;

/// <summary>
/// Keeps a log from being flooded by what strangers do: at most one line a minute and key, and at most
/// <see cref="MaxLines"/> lines a minute in all. Remembers at most <see cref="MaxKeys"/> keys.
/// </summary>
internal sealed class LogThrottle(TimeProvider time)
{
    public const int MaxKeys = 1000;
    public const int MaxLines = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private long _windowStart = time.GetTimestamp();
    private int _lines;

    /// <summary>Counts an event; <see langword="true"/> where a line may be written about it.</summary>
    /// <param name="key">Whose event it is: an address, not what a stranger says.</param>
    /// <param name="count">How many events there were since the last line, this one included.</param>
    public bool MayWrite(string key, out int count)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            BeginWindow(now);
            var isKnown = _entries.TryGetValue(key, out var entry);
            count = entry.Unwritten + 1;
            var mayWrite = _lines < MaxLines && (!isKnown || time.GetElapsedTime(entry.WrittenAt, now) >= Window);
            if (mayWrite) _lines++;
            if (isKnown || _entries.Count < MaxKeys)
                _entries[key] = mayWrite ? new Entry(now, 0) : new Entry(isKnown ? entry.WrittenAt : now, count);
            return mayWrite;
        }
    }

    private void BeginWindow(long now)
    {
        if (time.GetElapsedTime(_windowStart, now) < Window) return;
        _windowStart = now;
        _lines = 0;
        if (_entries.Count < MaxKeys) return;
        foreach (var (key, entry) in _entries)
        {
            if (time.GetElapsedTime(entry.WrittenAt, now) >= Window) _entries.Remove(key);
        }
    }

    private readonly record struct Entry(long WrittenAt, int Unwritten);
}
