using System.Runtime.InteropServices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>What is kept in memory of one device: which readings are stored, those not in buckets yet, the latest.</summary>
internal sealed class DeviceMemory(DeviceIdentities identities)
{
    private readonly List<Reading> _unfolded = [];
    private readonly List<long> _chunks = [];

    public DeviceIdentities Identities => identities;

    /// <summary>Readings that are not in buckets yet.</summary>
    public int Unfolded => _unfolded.Count;

    /// <summary>The latest reading that came since start, or that was looked up.</summary>
    public Reading? Latest { get; private set; }

    /// <summary>Whether <see cref="Latest"/> takes into account what was there at start.</summary>
    public bool LatestIsKnown { get; private set; }

    public void Add(long chunk, in Reading reading)
    {
        identities.Add(reading);
        _unfolded.Add(reading);
        _chunks.Add(chunk);
        if (Latest is not { } latest || latest.Time <= reading.Time) Latest = reading;
    }

    /// <summary>Takes the latest of what is in buckets into account.</summary>
    public void LookedUp(Reading? latest)
    {
        if (latest is { } found && (Latest is not { } mine || mine.Time < found.Time)) Latest = found;
        LatestIsKnown = true;
    }

    /// <summary>Readings were removed from buckets: the latest is to be looked up again.</summary>
    public void Removed()
    {
        LatestIsKnown = false;
        Latest = null;
        foreach (ref readonly var reading in CollectionsMarshal.AsSpan(_unfolded))
        {
            if (Latest is not { } latest || latest.Time <= reading.Time) Latest = reading;
        }
    }

    /// <summary>Unfolded readings of from ≤ time &lt; to.</summary>
    public List<Reading> Between(long from, long to)
    {
        var found = new List<Reading>();
        foreach (ref readonly var reading in CollectionsMarshal.AsSpan(_unfolded))
        {
            if (reading.Time >= from && reading.Time < to) found.Add(reading);
        }

        return found;
    }

    /// <summary>Unfolded readings up to a chunk.</summary>
    public List<Reading> Through(long chunk) => _unfolded[..CountThrough(chunk)];

    /// <summary>They are in buckets now. Returns how many that were.</summary>
    public int Folded(long chunk)
    {
        var count = CountThrough(chunk);
        _unfolded.RemoveRange(0, count);
        _chunks.RemoveRange(0, count);
        if (_unfolded.Count == 0)
        {
            _unfolded.TrimExcess();
            _chunks.TrimExcess();
        }

        identities.FoldedThrough = chunk;
        return count;
    }

    /// <summary>Chunks come in order.</summary>
    private int CountThrough(long chunk)
    {
        var end = _chunks.Count;
        while (end > 0 && _chunks[end - 1] > chunk) end--;
        return end;
    }
}
