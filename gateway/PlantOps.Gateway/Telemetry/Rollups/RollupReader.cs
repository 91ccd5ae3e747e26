using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>
/// Reads periods of any length for the API: whole ones, from rollups where these are fine enough, else from readings.
/// </summary>
internal sealed class RollupReader(IReadingStore readings, IRollupStore rollups)
{
    /// <summary>Hours of 13 months; two lists of them are 3 MB.</summary>
    private const int LargestKept = 9_600;

    private readonly ListPool<Rollup> _lists = new(LargestKept);

    /// <summary>Every period, or where there are more than <paramref name="limit"/> at least so many.</summary>
    public TelemetryStream Read(string id, StreamId stream, TelemetryQuery query, int limit)
    {
        var start = Stopwatch.GetTimestamp();
        var periods = _lists.Get();
        var damaged = new List<DamagedRange>();
        Read(stream, query, limit, periods, damaged);
        RollupSeries.MarkGaps(periods, query.Resolution.Width);
        var name = new StreamName(id, stream.SoilChannel);
        return new TelemetryStream(
            new RollupColumns(name, query, periods, damaged), Stopwatch.GetElapsedTime(start), () => _lists.Return(periods));
    }

    /// <summary>Puts them into an empty list, by time, without what is damaged, and the times of that.</summary>
    public void Read(StreamId stream, TelemetryQuery query, int limit, List<Rollup> into, List<DamagedRange> damaged)
    {
        var width = query.Resolution.Width;
        var from = RollupPeriods.Floor(query.From, width);
        var to = RollupPeriods.Floor(query.To - 1, width) + width;
        if (Finest(width) is not { } period)
        {
            ReadRaw(stream, from, to, width, limit, into, damaged);
            return;
        }

        var parts = _lists.Get();
        rollups.Read(stream, period, from, to, parts, damaged);
        RollupSeries.Add(CollectionsMarshal.AsSpan(parts), width, into);
        _lists.Return(parts);
    }

    private void ReadRaw(
        StreamId stream, long from, long to, long width, int limit, List<Rollup> into, List<DamagedRange> damaged)
    {
        var found = new List<Reading>();
        var days = readings.Days(stream);
        for (var i = 0; i < days.Count && into.Count < limit; i++)
        {
            var end = days[i] + RollupPeriod.Day.Length();
            if (end <= from || days[i] >= to) continue;
            found.Clear();
            readings.Read(stream, Math.Max(days[i], from), Math.Min(end, to), int.MaxValue, found, damaged);
            RollupSeries.Add(CollectionsMarshal.AsSpan(found), width, into);
        }
    }

    private static RollupPeriod? Finest(long width)
    {
        foreach (var period in (ReadOnlySpan<RollupPeriod>)[RollupPeriod.Day, RollupPeriod.Hour, RollupPeriod.QuarterHour])
        {
            if (width % period.Length() == 0) return period;
        }

        return null;
    }
}
