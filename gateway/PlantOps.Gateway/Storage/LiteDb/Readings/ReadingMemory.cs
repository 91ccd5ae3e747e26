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
    private readonly Dictionary<int, DeviceMemory> _devices = [];
    private readonly HashSet<int> _crowded = [];
    private int _unfolded;
    private long _lastChunk = -1;
    private long _removals;

    /// <summary>Readings that are not in buckets yet.</summary>
    public int Unfolded
    {
        get { lock (_lock) return _unfolded; }
    }

    /// <summary>Devices with so many unfolded readings that they are to be folded before there are more.</summary>
    public IReadOnlyList<int> Crowded
    {
        get { lock (_lock) return _crowded.Count == 0 ? [] : [.. _crowded]; }
    }

    /// <summary>The last chunk that was committed.</summary>
    public long LastChunk
    {
        get { lock (_lock) return _lastChunk; }
    }

    public IReadOnlyList<int> Devices
    {
        get { lock (_lock) return [.. _devices.Keys]; }
    }

    public void Load(int device, DeviceIdentities identities)
    {
        lock (_lock)
        {
            _devices[device] = new DeviceMemory(identities);
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
                if (Memory(block.Device).Identities.FoldedThrough < chunk) Add(chunk, block);
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
        var inGroup = new HashSet<(int Device, long Boot, long Sequence)>();
        var selected = new List<DeviceBlock>(group.Count);
        lock (_lock)
        {
            foreach (var (device, readings) in group)
            {
                var identities = _devices.GetValueOrDefault(device)?.Identities;
                var added = new List<Reading>(readings.Count);
                foreach (var reading in readings)
                {
                    if (identities is not null && identities.Contains(reading)) continue;
                    if (reading.HasIdentity && !inGroup.Add((device, reading.Boot, reading.Sequence))) continue;
                    added.Add(reading);
                }

                if (added.Count > 0) selected.Add(new DeviceBlock(device, [.. added]));
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

    public List<Reading> Between(int device, long from, long to)
    {
        lock (_lock) return _devices.GetValueOrDefault(device)?.Between(from, to) ?? [];
    }

    /// <summary>The latest reading, if memory can tell; else the number to look it up under.</summary>
    public bool TryLatest(int device, out Reading? latest, out long removals)
    {
        lock (_lock)
        {
            removals = _removals;
            var memory = _devices.GetValueOrDefault(device);
            latest = memory?.Latest;
            return memory is { LatestIsKnown: true };
        }
    }

    /// <summary>Takes the latest of the buckets into account, unless readings were removed since it was looked up.</summary>
    public bool TryLookedUp(int device, long removals, Reading? found, out Reading? latest)
    {
        lock (_lock)
        {
            latest = null;
            if (removals != _removals) return false;
            if (found is null && !_devices.ContainsKey(device)) return true;
            var memory = Memory(device);
            memory.LookedUp(found);
            latest = memory.Latest;
            return true;
        }
    }

    /// <summary>Readings of a device were removed from buckets.</summary>
    public void Removed(int device)
    {
        lock (_lock)
        {
            _removals++;
            _devices.GetValueOrDefault(device)?.Removed();
        }
    }

    /// <summary>What of a device is to be folded: its unfolded readings up to a chunk.</summary>
    public List<Reading> Through(int device, long chunk)
    {
        lock (_lock) return Memory(device).Through(chunk);
    }

    public byte[] EncodeIdentities(int device, long foldedThrough)
    {
        lock (_lock) return Memory(device).Identities.Encode(foldedThrough);
    }

    public void Folded(int device, long chunk)
    {
        lock (_lock)
        {
            var memory = Memory(device);
            _unfolded -= memory.Folded(chunk);
            if (memory.Unfolded <= MaxOfADevice) _crowded.Remove(device);
        }
    }

    private void Add(long chunk, DeviceBlock block)
    {
        var memory = Memory(block.Device);
        foreach (ref readonly var reading in block.Readings.AsSpan()) memory.Add(chunk, reading);
        _unfolded += block.Readings.Length;
        if (memory.Unfolded > MaxOfADevice) _crowded.Add(block.Device);
    }

    private DeviceMemory Memory(int device)
    {
        if (!_devices.TryGetValue(device, out var memory)) _devices.Add(device, memory = new DeviceMemory(new DeviceIdentities()));
        return memory;
    }
}
