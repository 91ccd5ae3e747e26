using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Stores readings of an archive through the one writer, like those that devices send. It waits until a batch is on
/// disk before it takes the next, so that live readings never wait for more than one.
/// </summary>
internal sealed class ReadingImport(IReadingStore store, IngestQueue queue, DiskGuard? disk = null)
{
    private const long Day = 24L * 60 * 60 * 1000;

    /// <summary>What became of them, once they are on disk.</summary>
    /// <exception cref="StoreUnavailableException">The gateway is stopping; some may be stored, and all may be offered
    /// again.</exception>
    public async Task<ImportResult> StoreAsync(IReadOnlyList<DeviceReadings> batch, CancellationToken cancellationToken)
    {
        var result = new ImportResult();
        foreach (var (stream, readings) in batch)
        {
            var added = readings.GroupBy(reading => reading.Time / Day).SelectMany(day => NotThere(stream, day, result)).ToList();
            if (added.Count == 0) continue;
            await AppendAsync(new DeviceReadings(stream, added), cancellationToken);
            foreach (var day in added.GroupBy(reading => reading.Time / Day)) Count(stream, day, result);
        }

        return result;
    }

    /// <summary>What would become of them. What is twice among those of several batches counts as new each time.</summary>
    public ImportResult Compare(IReadOnlyList<DeviceReadings> batch)
    {
        var result = new ImportResult();
        foreach (var (stream, readings) in batch)
        {
            foreach (var day in readings.GroupBy(reading => reading.Time / Day))
                result.New += NotThere(stream, day, result).Count;
        }

        return result;
    }

    // The store finds a repeat by boot and sequence alone, and without them not at once.
    private List<Reading> NotThere(StreamId stream, IGrouping<long, Reading> day, ImportResult result)
    {
        var known = Known(stream, day.Key);
        var added = new List<Reading>();
        foreach (var reading in day)
        {
            if (known.Add(reading)) added.Add(reading);
            else result.Existing++;
        }

        return added;
    }

    // What was offered and is not there has the boot and sequence of another reading.
    private void Count(StreamId stream, IGrouping<long, Reading> day, ImportResult result)
    {
        var known = Known(stream, day.Key);
        foreach (var reading in day)
        {
            if (known.Contains(reading)) result.New++;
            else result.Clashing++;
        }
    }

    private HashSet<Reading> Known(StreamId stream, long day)
    {
        var readings = new List<Reading>();
        store.Read(stream, day * Day, (day + 1) * Day, int.MaxValue, readings, []);
        return new HashSet<Reading>(readings, SameReading.Instance);
    }

    private async Task AppendAsync(DeviceReadings readings, CancellationToken cancellationToken)
    {
        if (disk?.IsNearlyFull == true) throw new StoreUnavailableException(disk.Refusal);
        var receipt = new StoredReceipt();
        if (!await queue.OfferAsync(new InboundMessage(receipt, readings, null), cancellationToken))
        {
            throw new StoreUnavailableException("The gateway is stopping.");
        }

        await receipt.Done.WaitAsync(cancellationToken);
    }
}

/// <summary>What became of readings.</summary>
internal sealed class ImportResult
{
    public long New { get; set; }

    /// <summary>There already.</summary>
    public long Existing { get; set; }

    /// <summary>Not stored: the device has another reading with this boot and sequence.</summary>
    public long Clashing { get; set; }
}

/// <summary>
/// Readings of one device are the same when boot, sequence and time are; without an identity, when time and values are.
/// </summary>
internal sealed class SameReading : IEqualityComparer<Reading>
{
    public static readonly SameReading Instance = new();

    public bool Equals(Reading x, Reading y) =>
        x.Time == y.Time && x.Boot == y.Boot && x.Sequence == y.Sequence && (x.HasIdentity || x.Values.Equals(y.Values));

    public int GetHashCode(Reading obj) => HashCode.Combine(obj.Time, obj.Boot, obj.Sequence);
}
