using System;

namespace PlantOps.Device.Core.Connecting;

/// <summary>
/// How long to wait before the next attempt: twice as long each time up to a limit, and half of it by chance, so that
/// a thousand devices do not come back in the same second.
/// </summary>
internal sealed class Backoff
{
    private readonly int _firstMs;
    private readonly int _longestMs;
    private readonly Random _random;
    private int _currentMs;

    public Backoff(int firstMs, int longestMs, Random random)
    {
        _firstMs = firstMs;
        _longestMs = longestMs;
        _random = random;
        _currentMs = firstMs;
    }

    /// <summary>The wait before the next attempt.</summary>
    public int NextMs()
    {
        int wait = (_currentMs / 2) + _random.Next((_currentMs / 2) + 1);
        _currentMs = _currentMs > _longestMs / 2 ? _longestMs : _currentMs * 2;
        return wait;
    }

    /// <summary>It worked: the next wait is short again.</summary>
    public void Reset() => _currentMs = _firstMs;
}
