using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// What the store keeps in memory of all devices. Changed only after a commit: a group that failed leaves no trace.
/// </summary>
internal sealed class ReadingMemory
{
    /// <summary>Unfolded readings of one device: folding it takes several times what they take (about 10 MB).</summary>
    private const int MaxOfADevice = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<StreamId, DeviceMemory> _streams = [];
    private readonly HashSet<StreamId> _crowded = [];
    private int _unfolded;
    private long _lastChunk = -1;
    private long _removals;

    /// <summary>Readings that are not in buckets yet.</summary>
    public int Unfolded
    {
        get { lock (_lock) return _unfolded; }
    }

    /// <summary>Devices with so many unfolded readings that they are to be folded before there are more.</summary>
    public IReadOnlyList<StreamId> Crowded
    {
        get { lock (_lock) return _crowded.Count == 0 ? [] : [.. _crowded]; }
    }

    /// <summary>The last chunk that was committed.</summary>
    public long LastChunk
    {
        get { lock (_lock) return _lastChunk; }
    }

    public IReadOnlyList<StreamId> Streams
    {
        get { lock (_lock) return [.. _streams.Keys]; }
    }

    public void Load(StreamId stream, DeviceIdentities identities)
    {
        lock (_lock)
        {
            _streams[stream] = new DeviceMemory(identities);
            _lastChunk = Math.Max(_lastChunk, identities.FoldedThrough);
        }
    }

    /// <summary>Takes over a chunk that is on disk, except for what is in buckets already.</summary>
    public void Load(long chunk, List<DeviceBlock> blocks)
    {
        lock (_lock)
        {
            foreach (var block in blocks)
            {
                if (Memory(block.Stream).Identities.FoldedThrough < chunk) Add(chunk, block);
            }

            _lastChunk = Math.Max(_lastChunk, chunk);
        }
    }

    /// <summary>A chunk is there that cannot be read: its id is not given away again.</summary>
    public void Skip(long chunk)
    {
        lock (_lock) _lastChunk = Math.Max(_lastChunk, chunk);
    }

    /// <summary>The readings that are not stored, each once.</summary>
    public List<DeviceBlock> Select(IReadOnlyList<DeviceReadings> group)
    {
        var inGroup = new HashSet<(StreamId Stream, long Boot, long Sequence)>();
        var selected = new List<DeviceBlock>(group.Count);
        lock (_lock)
        {
            foreach (var (stream, readings) in group)
            {
                var identities = _streams.GetValueOrDefault(stream)?.Identities;
                var added = new List<Reading>(readings.Count);
                foreach (var reading in readings)
                {
                    if (identities is not null && identities.Contains(reading)) continue;
                    if (reading.HasIdentity && !inGroup.Add((stream, reading.Boot, reading.Sequence))) continue;
                    added.Add(reading);
                }

                if (added.Count > 0) selected.Add(new DeviceBlock(stream, [.. added]));
            }
        }

        return selected;
    }

    /// <summary>The blocks are on disk.</summary>
    public void Stored(long chunk, List<DeviceBlock> blocks)
    {
        lock (_lock)
        {
            foreach (var block in blocks) Add(chunk, block);
            _lastChunk = chunk;
        }
    }

    public List<Reading> Between(StreamId stream, long from, long to)
    {
        lock (_lock) return _streams.GetValueOrDefault(stream)?.Between(from, to) ?? [];
    }

    /// <summary>The latest reading, if memory can tell; else the number to look it up under.</summary>
    public bool TryLatest(StreamId stream, out Reading? latest, out long removals)
    {
        lock (_lock)
        {
            removals = _removals;
            var memory = _streams.GetValueOrDefault(stream);
            latest = memory?.Latest;
            return memory is { LatestIsKnown: true };
        }
    }

    /// <summary>Takes the latest of the buckets into account, unless readings were removed since it was looked up.</summary>
    public bool TryLookedUp(StreamId stream, long removals, Reading? found, out Reading? latest)
    {
        lock (_lock)
        {
            latest = null;
            if (removals != _removals) return false;
            if (found is null && !_streams.ContainsKey(stream)) return true;
            var memory = Memory(stream);
            memory.LookedUp(found);
            latest = memory.Latest;
            return true;
        }
    }

    /// <summary>Readings of a device were removed from buckets.</summary>
    public void Removed(StreamId stream)
    {
        lock (_lock)
        {
            _removals++;
            _streams.GetValueOrDefault(stream)?.Removed();
        }
    }

    /// <summary>What of a device is to be folded: its unfolded readings up to a chunk.</summary>
    public List<Reading> Through(StreamId stream, long chunk)
    {
        lock (_lock) return Memory(stream).Through(chunk);
    }

    public byte[] EncodeIdentities(StreamId stream, long foldedThrough)
    {
        lock (_lock) return Memory(stream).Identities.Encode(foldedThrough);
    }

    public void Folded(StreamId stream, long chunk)
    {
        lock (_lock)
        {
            var memory = Memory(stream);
            _unfolded -= memory.Folded(chunk);
            if (memory.Unfolded <= MaxOfADevice) _crowded.Remove(stream);
        }
    }

    private void Add(long chunk, DeviceBlock block)
    {
        var memory = Memory(block.Stream);
        foreach (ref readonly var reading in block.Readings.AsSpan()) memory.Add(chunk, reading);
        _unfolded += block.Readings.Length;
        if (memory.Unfolded > MaxOfADevice) _crowded.Add(block.Stream);
    }

    private DeviceMemory Memory(StreamId stream)
    {
        if (!_streams.TryGetValue(stream, out var memory))
            _streams.Add(stream, memory = new DeviceMemory(new DeviceIdentities()));
        return memory;
    }
}
