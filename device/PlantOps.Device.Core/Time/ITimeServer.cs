namespace PlantOps.Device.Core.Time;

/// <summary>Time servers of the network (SNTP, RFC 4330). They set the platform's clock themselves.</summary>
internal interface ITimeServer
{
    /// <summary>
    /// Asks and sets the clock, waiting at most ten seconds; <see langword="false"/> where none answered and the clock is as it
    /// was.
    /// </summary>
    bool TryUpdate();
}
