using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Removes readings for good, before their time.</summary>
internal interface IReadingRemoval
{
    /// <summary>
    /// Removes the readings of a device that are stored with a time in a range, a UTC day a transaction, and what they came
    /// to: a day that keeps readings is rolled up anew of those; of a day whose readings have gone, the shortest periods that
    /// are kept go where they begin within the range, and longer ones are made of the rest. Repeated, it finishes what was
    /// broken off, and does nothing more. Returns how many days had something to remove.
    /// </summary>
    /// <remarks>
    /// What is known of sent readings stays: a device that sends removed ones again, or an import of them, does not bring
    /// them back. A reading without identity comes back. So does any after a move to another store, which takes along no
    /// more than what there is. Readings that arrive meanwhile may stay, whatever their time.
    /// </remarks>
    /// <exception cref="StoreUnavailableException">It could not be finished; repeat it.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; repeat it.</exception>
    int Remove(StreamId stream, TimeRange range, CancellationToken stopping);
}
