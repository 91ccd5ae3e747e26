using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>
/// Copies one store into another and compares each day of each device on both sides. May be run again: what is there
/// is the same already, so only what has come since is copied.
/// </summary>
internal sealed class StoreCopy(StoreSet from, StoreSet to, MoveProgress progress)
{
    /// <summary>Readings of one commit; a commit a day would wait for the disk a thousand times more often.</summary>
    private const int ReadingsAtOnce = 20_000;

    private readonly Dictionary<(StreamId Stream, long Day), DayDigest> _same = [];
    private readonly Dictionary<(StreamId Stream, long Day), DayDigest> _sameExpired = [];
    private long _readings;

    /// <exception cref="StoreUnavailableException">One of the stores fails, or they differ; the message says where.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; what is copied stays.</exception>
    public void Run(CancellationToken stopping)
    {
        var days = from.Devices().SelectMany(device => StreamId.AllOf(device.Number))
            .ToDictionary(stream => stream, from.Readings.Days);
        progress.Update(view => view with { Days = days.Values.Sum(of => of.Count) });
        foreach (var (stream, mine) in days)
        {
            CopyExpired(stream, mine, stopping);
            CopyReadings(stream, mine, stopping);
        }
    }

    /// <summary>Copies what there is beside history. The last step: until then it may change.</summary>
    public void CopyRegistry()
    {
        to.ReplaceRegistry(from.Registry());
        if (to.Readings.SetAside(1).Count > 0) return;
        var setAside = from.Readings.SetAside(SetAsideMessage.MaxKept);
        if (setAside.Count > 0) to.Readings.Append(new ReadingGroup([], [.. setAside.Reverse()]));
    }

    private void CopyReadings(StreamId stream, IReadOnlyList<long> days, CancellationToken stopping)
    {
        var waiting = new List<(long Day, DayDigest Digest)>();
        var readings = new List<Reading>();
        foreach (var day in days)
        {
            stopping.ThrowIfCancellationRequested();
            var found = Read(from, stream, day);
            var digest = DayDigest.Of(found);
            if (_same.TryGetValue((stream, day), out var before) && before == digest) continue;
            waiting.Add((day, digest));
            readings.AddRange(found);
            if (readings.Count >= ReadingsAtOnce) Store(stream, waiting, readings);
        }

        Store(stream, waiting, readings);
    }

    private void Store(StreamId stream, List<(long Day, DayDigest Digest)> days, List<Reading> readings)
    {
        if (readings.Count > 0) to.Readings.Append(new ReadingGroup([new DeviceReadings(stream, readings.ToArray())], []));
        foreach (var (day, digest) in days)
        {
            var there = DayDigest.Of(Read(to, stream, day));
            if (there != digest) throw Differs(stream, day, digest.Count, there.Count);
            _readings += digest.Count - (_same.TryGetValue((stream, day), out var before) ? before.Count : 0);
            _same[(stream, day)] = digest;
        }

        days.Clear();
        readings.Clear();
        progress.Update(
            view => view with { DaysDone = _same.Count, Days = Math.Max(view.Days, _same.Count), Readings = _readings });
    }

    private void CopyExpired(StreamId stream, IReadOnlyList<long> days, CancellationToken stopping)
    {
        var changed = new List<ExpiredDay>();
        var known = days.ToHashSet();
        foreach (var day in from.Expired.Expired(stream))
        {
            stopping.ThrowIfCancellationRequested();
            known.Add(day.Day);
            if (!_sameExpired.TryGetValue((stream, day.Day), out var before) || before != DayDigest.Of(day)) changed.Add(day);
        }

        RemoveLeftOver(stream, days, known, stopping);
        if (changed.Count == 0) return;
        to.Expired.PutExpired(stream, changed);
        var there = to.Expired.Expired(stream).ToDictionary(day => day.Day, DayDigest.Of);
        foreach (var day in changed)
        {
            var digest = DayDigest.Of(day);
            if (!there.TryGetValue(day.Day, out var found) || found != digest)
                throw Differs(stream, day.Day, digest.Count, found.Count);
            _sameExpired[(stream, day.Day)] = digest;
        }
    }

    // What an earlier move left there and has gone here since must not come back by this one.
    private void RemoveLeftOver(StreamId stream, IReadOnlyList<long> days, HashSet<long> known, CancellationToken stopping)
    {
        var there = to.Readings.Days(stream);
        var gone = to.Expired.Expired(stream).ToDictionary(day => day.Day, day => day.Rollups.Count);
        foreach (var day in there.Concat(gone.Keys).Where(day => !known.Contains(day)))
            throw Differs(stream, day, 0, Math.Max(gone.GetValueOrDefault(day), Read(to, stream, day).Count));

        // Readings beside what they came to would be counted twice.
        foreach (var day in there.Except(days))
            to.Removal.Remove(stream, new TimeRange(day, day + BucketKey.MillisecondsPerDay), stopping);
    }

    private static List<Reading> Read(StoreSet store, StreamId stream, long day)
    {
        var readings = new List<Reading>();
        store.Readings.Read(stream, day, day + BucketKey.MillisecondsPerDay, int.MaxValue, readings);
        return readings;
    }

    private StoreUnavailableException Differs(StreamId stream, long day, int here, int there) => new(
        $"Device {stream.Device} differs on {DateTimeOffset.FromUnixTimeMilliseconds(day):yyyy-MM-dd}: {here} readings or periods in {from.Store.Place}, " +
        $"{there} in {to.Store.Place}, or other values. Was the other one in use before? It must be empty, or hold what an "
            + $"earlier move left and what is still here.");
}
