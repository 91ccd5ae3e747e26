namespace PlantOps.Gateway.Devices.Presence;

/// <summary>
/// For how long a device usually says nothing, learned from its latest silences: one that posts each hour, or speaks only when
/// something changes, is not away in between. The longest of them may have been an outage and does not count.
/// </summary>
internal sealed class UsualSilence
{
    /// <summary>Less says nothing: devices send several messages at once.</summary>
    public const long Least = 60_000;

    private const long Most = 24 * 60 * 60_000;
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private long[]? _latest;
    private int _next;
    private long _length;

    /// <summary>Milliseconds; 0 until there were two.</summary>
    public long Length => Interlocked.Read(ref _length);

    public void Add(long milliseconds)
    {
        if (milliseconds < Least) return;
        lock (_gate)
        {
            _latest ??= new long[Kept];
            _latest[_next++ % Kept] = Math.Min(milliseconds, Most);
            long longest = 0, second = 0;
            foreach (var silence in _latest)
            {
                if (silence > longest) (longest, second) = (silence, longest);
                else if (silence > second) second = silence;
            }

            Interlocked.Exchange(ref _length, second);
        }
    }
}
