using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Writes readings down, some at a time. What was written is whole only once <see cref="CompleteAsync"/> has returned.
/// </summary>
internal interface IArchiveWriter
{
    /// <summary>Once, before anything else.</summary>
    /// <param name="days">Of how many days there will be readings, all devices together.</param>
    ValueTask BeginAsync(int days, CancellationToken cancellationToken);

    /// <summary>Readings of one device, by time. The list may be used again when this returns.</summary>
    ValueTask WriteAsync(ArchiveDevice device, List<Reading> readings, CancellationToken cancellationToken);

    /// <summary>A day of a device is through.</summary>
    ValueTask DayDoneAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Says which readings are missing, before the end. A file has no place for it: who writes one says it otherwise.
    /// </summary>
    ValueTask DamagedAsync(string what, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Once, after everything else.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
