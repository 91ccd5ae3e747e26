namespace PlantOps.Device.Core.Sampling;

/// <summary>Notices that a value has not changed at all for longer than a living sensor could be still.</summary>
internal sealed class StuckDetector
{
    private readonly long _limitMs;
    private double _value = double.NaN;
    private long _sinceMs;

    public StuckDetector(long limitMs) => _limitMs = limitMs;

    public bool IsStuck(double value, long uptimeMs)
    {
        if (value != _value)
        {
            _value = value;
            _sinceMs = uptimeMs;
        }

        return uptimeMs - _sinceMs >= _limitMs;
    }
}
