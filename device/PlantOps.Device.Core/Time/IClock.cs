namespace PlantOps.Device.Core.Time;

/// <summary>The device's time. Milliseconds throughout.</summary>
internal interface IClock
{
    /// <summary>Time since this start; never goes back.</summary>
    long UptimeMs { get; }

    /// <summary>Unix time UTC; 0 while it is not known.</summary>
    long UnixMs { get; }

    /// <summary>Sets the Unix time.</summary>
    void SetUnixMs(long unixMs);

    /// <summary>A signal whose waits are in this clock's time.</summary>
    ISignal NewSignal();
}
