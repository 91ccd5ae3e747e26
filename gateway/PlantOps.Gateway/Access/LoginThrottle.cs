namespace PlantOps.Gateway.Access;

/// <summary>How hard failed attempts are slowed down.</summary>
/// <param name="FirstDelay">What the first failure costs; each further one costs twice as much.</param>
/// <param name="MaxDelay">What one failure costs at most.</param>
/// <param name="FreeFailures">Failures after which a key must wait before it may try at all.</param>
/// <param name="FirstBlock">How long it must wait then; each further failure doubles it.</param>
/// <param name="MaxBlock">The longest wait, and how long a failure is remembered.</param>
internal sealed record ThrottleLimits(
    TimeSpan FirstDelay, TimeSpan MaxDelay, int FreeFailures, TimeSpan FirstBlock, TimeSpan MaxBlock)
{
    public static readonly ThrottleLimits Default = new(
        TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(4), 8, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));

    /// <summary>How long to hold the answer back to the so manieth failure in a row, from 1.</summary>
    public TimeSpan DelayAfter(int failures) => Doubled(FirstDelay, failures - 1, MaxDelay);

    /// <summary>How long after the last of so many failures a key may not try; zero where it may at once.</summary>
    public TimeSpan BlockAfter(int failures) =>
        failures < FreeFailures ? TimeSpan.Zero : Doubled(FirstBlock, failures - FreeFailures, MaxBlock);

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most)
    {
        var doubled = first * Math.Pow(2, Math.Min(times, 30));
        return doubled < most ? doubled : most;
    }
}

/// <summary>
/// Slows down whoever fails to log in, by any key: an address, a device. It decides and remembers, the caller waits.
/// Memory is bounded: a key is at most <see cref="MaxKeyLength"/> long, when there are too many the one whose last failure is
/// oldest goes, and what is over is let go of by a timer. It never asks what time of day it is, because clocks jump.
/// </summary>
internal sealed class LoginThrottle(TimeProvider time, ThrottleLimits limits, int capacity = LoginThrottle.DefaultCapacity)
{
    public const int DefaultCapacity = 10_000;

    /// <summary>Longest key that is remembered: longer than any address and any device's id.</summary>
    public const int MaxKeyLength = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = [];

    // By last failure, oldest first.
    private readonly LinkedList<Entry> _entries = [];

    // Runs only while something is remembered.
    private ITimer? _pruning;

    public int Count
    {
        get
        {
            lock (_gate) return _byKey.Count;
        }
    }

    /// <summary>How long the key must wait before it may try; zero where it may try now.</summary>
    public TimeSpan Wait(string key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node)) return TimeSpan.Zero;
            var left = limits.BlockAfter(node.Value.Failures) - time.GetElapsedTime(node.Value.LastFailure);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Counts a failure and says how long to hold the answer back.</summary>
    public TimeSpan Failed(string key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKeyLength);
        lock (_gate)
        {
            ForgetOld();
            var failures = 1;
            if (_byKey.Remove(key, out var node))
            {
                failures += node.Value.Failures;
                _entries.Remove(node);
            }

            _byKey[key] = _entries.AddLast(new Entry(key, failures, time.GetTimestamp()));
            if (_byKey.Count > capacity) RemoveOldest();
            _pruning ??= time.CreateTimer(Prune, state: null, limits.MaxBlock, limits.MaxBlock);
            return limits.DelayAfter(failures);
        }
    }

    /// <summary>Forgets the key's failures.</summary>
    public void Succeeded(string key)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var node)) _entries.Remove(node);
        }
    }

    private void Prune(object? state)
    {
        lock (_gate)
        {
            ForgetOld();
            if (_entries.Count > 0) return;
            _byKey.TrimExcess();
            _pruning?.Dispose();
            _pruning = null;
        }
    }

    private void ForgetOld()
    {
        while (_entries.First is { } oldest && time.GetElapsedTime(oldest.Value.LastFailure) >= limits.MaxBlock) RemoveOldest();
    }

    private void RemoveOldest()
    {
        _byKey.Remove(_entries.First!.Value.Key);
        _entries.RemoveFirst();
    }

    /// <param name="Key">Whose failures they are.</param>
    /// <param name="Failures">How many in a row.</param>
    /// <param name="LastFailure">When, as <see cref="TimeProvider.GetTimestamp"/>.</param>
    private readonly record struct Entry(string Key, int Failures, long LastFailure);
}
