using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>
/// Readings to be judged. A damaged block makes its plant unknown, and no other: nobody else's alerts wait for a repair.
/// </summary>
internal sealed partial class PlantReadings(IReadingStore store, ILogger<PlantReadings> logger)
{
    private const int Few = 100;

    private readonly HashSet<StreamId> _damaged = [];

    /// <summary>
    /// As <see cref="IReadingStore.Read(StreamId, long, long, int, List{Reading})"/>; <see langword="false"/> where what is
    /// there cannot be read.
    /// </summary>
    public bool TryRead(StreamId stream, long from, long to, int limit, List<Reading> into)
    {
        try
        {
            store.Read(stream, from, to, limit, into);
            _damaged.Remove(stream);
            return true;
        }
        catch (CorruptBucketException exception)
        {
            into.Clear();
            if (_damaged.Add(stream)) Log.Damaged(logger, exception.Message);
            return false;
        }
    }

    /// <summary>
    /// What there is of many streams, each from a time of its own, in their order; of one that has more than a few,
    /// <see langword="null"/>. <see langword="null"/> for all where they are to be read one after the other.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Reading>?>? TryReadEach(IReadOnlyList<(StreamId Stream, long From)> wanted, long to) =>
        store.Read(wanted, to, Few) is { } found ? [.. found.Select(readings => readings.Count < Few ? readings : null)] : null;

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 4003, Level = LogLevel.Error, Message = "Readings cannot be judged, and their plant is unknown: {Reason}")]
        public static partial void Damaged(ILogger logger, string reason);
    }
}
