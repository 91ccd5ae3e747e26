namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// When a silent climate sensor loses its supply for a moment: a DHT22 whose protocol got stuck answers again only
/// after that. After three silent reads, then never more often than every ten minutes, and half as often each time
/// that did not help.
/// </summary>
internal sealed class SupplyRecovery
{
    private const int SilentReads = 3;
    private const long FirstGapMs = 10 * 60 * 1000;
    private const long LongestGapMs = 4 * 60 * 60 * 1000;

    private int _silent;
    private long _gapMs = FirstGapMs;
    private long _earliestMs;
    private bool _impossible;

    /// <summary>The sensor answered.</summary>
    public void Answered()
    {
        _silent = 0;
        _gapMs = FirstGapMs;
    }

    /// <summary>The sensor was silent; whether its supply should be cycled now.</summary>
    public bool Silent(long uptimeMs)
    {
        _silent++;
        if (_impossible || _silent < SilentReads || uptimeMs < _earliestMs)
        {
            return false;
        }

        _silent = 0;
        _earliestMs = uptimeMs + _gapMs;
        _gapMs = _gapMs > LongestGapMs / 2 ? LongestGapMs : _gapMs * 2;
        return true;
    }

    /// <summary>The supply is not on a pin: there is no use in asking again.</summary>
    public void GiveUp() => _impossible = true;
}
