using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Watching;

/// <summary>
/// Notices that a loop no longer makes progress. Neither loop can look after itself, so whoever runs them asks now
/// and then; a loop that has ended is not looked after.
/// </summary>
internal sealed class Watchdog
{
    private readonly IClock _clock;
    private readonly int _hangMs;
    private readonly long[] _seenMs;
    private readonly bool[] _watched;

    public Watchdog(IClock clock, int loops, int hangMs)
    {
        _clock = clock;
        _hangMs = hangMs;
        _seenMs = new long[loops];
        _watched = new bool[loops];
    }

    /// <summary>A loop makes progress. From the first time on it is watched.</summary>
    public void Progress(int loop)
    {
        lock (_seenMs)
        {
            _seenMs[loop] = _clock.UptimeMs;
            _watched[loop] = true;
        }
    }

    /// <summary>A loop has ended and is not waited for any more.</summary>
    public void Ended(int loop)
    {
        lock (_seenMs)
        {
            _watched[loop] = false;
        }
    }

    /// <summary>The first loop that hangs; −1 where every one makes progress.</summary>
    public int Hanging()
    {
        lock (_seenMs)
        {
            long now = _clock.UptimeMs;
            for (int i = 0; i < _seenMs.Length; i++)
            {
                if (_watched[i] && now - _seenMs[i] >= _hangMs)
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
