namespace PlantOps.Device.Core.Sleeping;

/// <summary>What is the case when a device in battery mode asks itself whether to sleep. Milliseconds.</summary>
internal sealed class SleepState
{
    /// <summary>Whether it may sleep at all.</summary>
    public bool IsOn { get; set; }

    /// <summary>How long this start has lasted.</summary>
    public long AwakeMs { get; set; }

    /// <summary>Whether it woke from its own sleep, rather than by somebody who may want something of it.</summary>
    public bool WokeBySleep { get; set; }

    /// <summary>Whether it has measured since it woke.</summary>
    public bool HasMeasured { get; set; }

    /// <summary>How long until it wants to be awake for the next reading.</summary>
    public long UntilReadingMs { get; set; }

    /// <summary>Whether what is buffered is due at the gateway.</summary>
    public bool IsPublishDue { get; set; }

    /// <summary>Readings that wait for their acknowledgement.</summary>
    public int Pending { get; set; }

    /// <summary>How long it has been connected; below 0 while it is not.</summary>
    public long OnlineMs { get; set; } = -1;

    /// <summary>Whether something goes on that must not be cut short.</summary>
    public bool IsBusy { get; set; }
}
