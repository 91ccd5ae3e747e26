using System;

namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// Notices that a value has not changed at all for longer than a living sensor could be still. Time alone would not
/// do: at a long interval two equal values in a row are chance, so there must also be a few of them.
/// </summary>
internal sealed class StuckDetector
{
    private const int FewestEqual = 5;
    private const double Same = 0.06;

    private readonly long _limitMs;
    private double _value = double.NaN;
    private long _sinceMs;
    private int _equal;

    public StuckDetector(long limitMs) => _limitMs = limitMs;

    /// <summary>Takes note of a value; whether it stands still. NaN is no value and never does.</summary>
    public bool IsStuck(double value, long uptimeMs)
    {
        // A value that was stored meanwhile was rounded, light to a tenth; no sensor has steps as small as that.
        if (!(Math.Abs(value - _value) < Same))
        {
            _value = value;
            _sinceMs = uptimeMs;
            _equal = 0;
        }

        _equal++;
        return _equal >= FewestEqual && uptimeMs - _sinceMs >= _limitMs;
    }
}
