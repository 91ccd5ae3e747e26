namespace PlantOps.Device.Core.Portal.Opening;

/// <summary>
/// Tells a long press of the button from a touch and from a button that is stuck: it counts once, and only after a release.
/// </summary>
internal sealed class LongPress
{
    /// <summary>How long the button is held, in milliseconds.</summary>
    public const int HoldMs = 5000;

    private long _sinceMs = -1;
    private bool _told = true;

    /// <summary>
    /// Takes a look at the button; <see langword="true"/> at the instant at which a press has become a long one.
    /// </summary>
    public bool Step(bool isPressed, long uptimeMs)
    {
        if (!isPressed)
        {
            _sinceMs = -1;
            _told = false;
            return false;
        }

        _sinceMs = _sinceMs < 0 ? uptimeMs : _sinceMs;
        if (_told || uptimeMs - _sinceMs < HoldMs)
        {
            return false;
        }

        _told = true;
        return true;
    }
}
