using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>By time, then identity, then values: what is the same reading lies side by side.</summary>
internal sealed class ReadingOrder : IComparer<Reading>
{
    public static readonly ReadingOrder Instance = new();

    public int Compare(Reading x, Reading y) => Compare(in x, in y);

    /// <summary>Sorts and leaves out what is there twice. Returns the list itself.</summary>
    public static List<Reading> SortDistinct(List<Reading> readings)
    {
        if (IsSortedDistinct(readings)) return readings;
        readings.Sort(Instance);
        var kept = 0;
        for (var i = 0; i < readings.Count; i++)
        {
            if (kept == 0 || !IsSame(readings[kept - 1], readings[i])) readings[kept++] = readings[i];
        }

        readings.RemoveRange(kept, readings.Count - kept);
        return readings;
    }

    private static bool IsSortedDistinct(List<Reading> readings)
    {
        var span = CollectionsMarshal.AsSpan(readings);
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i - 1].Time < span[i].Time) continue;
            if (Compare(in span[i - 1], in span[i]) >= 0 || IsSame(span[i - 1], span[i])) return false;
        }

        return true;
    }

    private static bool IsSame(in Reading x, in Reading y) =>
        x.Time == y.Time && x.Boot == y.Boot && x.Sequence == y.Sequence && (x.HasIdentity || x.Values.Equals(y.Values));

    private static int Compare(in Reading x, in Reading y)
    {
        var order = x.Time.CompareTo(y.Time);
        if (order == 0) order = x.Boot.CompareTo(y.Boot);
        if (order == 0) order = x.Sequence.CompareTo(y.Sequence);
        for (var i = 0; order == 0 && i < Metrics.Count; i++)
            order = BitConverter.DoubleToInt64Bits(x.Values[i]).CompareTo(BitConverter.DoubleToInt64Bits(y.Values[i]));
        return order;
    }
}
