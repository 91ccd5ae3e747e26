namespace PlantOps.Device.Core.Time;

/// <summary>Wakes one thread from another.</summary>
internal interface ISignal
{
    /// <summary>Ends the wait under way, or else the next one.</summary>
    void Set();

    /// <summary>Waits to be woken, at most this many milliseconds.</summary>
    void Wait(int milliseconds);
}
