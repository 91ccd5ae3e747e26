using System.IO.Hashing;
using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>What a day of a device comes down to for comparison. The order of equal times does not matter.</summary>
/// <param name="Count">How many readings or periods.</param>
/// <param name="Hash">The XxHash3 of each, added up.</param>
internal readonly record struct DayDigest(int Count, ulong Hash)
{
    private const int ReadingFields = 5 + Metrics.Count;
    private const int MetricFields = 4;

    public static DayDigest Of(List<Reading> readings)
    {
        Span<long> fields = stackalloc long[ReadingFields];
        ulong hash = 0;
        foreach (ref readonly var reading in CollectionsMarshal.AsSpan(readings))
        {
            (fields[0], fields[1], fields[2], fields[3], fields[4]) =
                (reading.Time, reading.Boot, reading.Sequence, (long)reading.Origin, reading.Qualities.Bits);
            for (var i = 0; i < Metrics.Count; i++) fields[5 + i] = Bits(reading.Values[i]);
            hash = unchecked(hash + XxHash3.HashToUInt64(MemoryMarshal.AsBytes(fields)));
        }

        return new DayDigest(readings.Count, hash);
    }

    public static DayDigest Of(ExpiredDay day)
    {
        Span<long> fields = stackalloc long[2 + (Metrics.Count * MetricFields)];
        ulong hash = 0;
        foreach (var rollup in day.Rollups)
        {
            (fields[0], fields[1]) = (rollup.Start, (long)day.Period);
            for (var i = 0; i < Metrics.Count; i++)
            {
                var metric = rollup.Metrics[i];
                var at = fields.Slice(2 + (i * MetricFields), MetricFields);
                (at[0], at[1], at[2], at[3]) = (metric.Count, Bits(metric.Min), Bits(metric.Max), Bits(metric.Sum));
            }

            hash = unchecked(hash + XxHash3.HashToUInt64(MemoryMarshal.AsBytes(fields)));
        }

        return new DayDigest(day.Rollups.Count, hash);
    }

    /// <summary>Every NaN is the one that stands for no value: a database may keep another.</summary>
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
