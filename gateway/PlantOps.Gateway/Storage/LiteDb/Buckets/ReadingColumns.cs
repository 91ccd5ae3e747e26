using System.Buffers;
using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>Readings of one device as columns, each in the form that makes it smallest.</summary>
/// <remarks>
/// Count, then times, boots, sequences, origins and qualities, then the number of metrics and a column for each.
/// A metric is only ever added, at the end: an older block has fewer, and they read as absent.
/// </remarks>
internal static class ReadingColumns
{
    /// <summary>Most readings of one block: bounds what a reader allocates.</summary>
    public const int MaxReadings = 1 << 20;

    private const int FixedColumns = 5;
    private const int Columns = FixedColumns + Metrics.Count;

    public static void Write(BlockWriter writer, ReadOnlySpan<Reading> readings)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readings.Length, MaxReadings);
        var count = readings.Length;
        var rented = ArrayPool<long>.Shared.Rent(count * Columns);
        var columns = new ColumnSet(rented, count);
        Fill(columns, readings);

        writer.Unsigned((ulong)count);
        LongColumn.WriteSteps(writer, columns[0]);
        for (var i = 1; i < FixedColumns; i++)
        {
            // Boots stay, sequences go up by one: as differences both are long runs.
            if (i <= 2) LongColumn.ToDifferences(columns[i]);
            LongColumn.WriteRuns(writer, columns[i]);
        }

        writer.Unsigned(Metrics.Count);
        for (var metric = 0; metric < Metrics.Count; metric++) ValueColumn.Write(writer, columns[FixedColumns + metric]);
        ArrayPool<long>.Shared.Return(rented);
    }

    /// <summary>Reads what <see cref="Write"/> wrote to the end of a list, without an array in between.</summary>
    /// <exception cref="InvalidDataException">This was not written by <see cref="Write"/>.</exception>
    public static void Read(ref BlockReader reader, List<Reading> into)
    {
        var count = Count(ref reader);
        var rented = ArrayPool<long>.Shared.Rent(count * Columns);
        try
        {
            var columns = new ColumnSet(rented, count);
            LongColumn.ReadSteps(ref reader, columns[0]);
            for (var i = 1; i < FixedColumns; i++)
            {
                LongColumn.ReadRuns(ref reader, columns[i]);
                if (i <= 2) LongColumn.FromDifferences(columns[i]);
            }

            var metrics = reader.Count(Metrics.Count);
            for (var metric = 0; metric < metrics; metric++) ValueColumn.Read(ref reader, columns[FixedColumns + metric]);
            CollectionsMarshal.SetCount(into, into.Count + count);
            Gather(columns, metrics, CollectionsMarshal.AsSpan(into)[^count..]);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(rented);
        }
    }

    /// <summary>How many readings follow.</summary>
    /// <exception cref="InvalidDataException">This was not written by <see cref="Write"/>.</exception>
    public static int Count(ref BlockReader reader) => reader.Count(MaxReadings);

    private static void Fill(ColumnSet columns, ReadOnlySpan<Reading> readings)
    {
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings[i];
            columns[0, i] = reading.Time;
            columns[1, i] = reading.Boot;
            columns[2, i] = reading.Sequence;
            columns[3, i] = (long)reading.Origin;
            columns[4, i] = reading.Qualities.Bits;
            for (var metric = 0; metric < Metrics.Count; metric++)
                columns[FixedColumns + metric, i] = BitConverter.DoubleToInt64Bits(reading.Values[metric]);
        }
    }

    private static void Gather(ColumnSet columns, int metrics, Span<Reading> readings)
    {
        var values = MetricValues.None;
        for (var i = 0; i < readings.Length; i++)
        {
            for (var metric = 0; metric < metrics; metric++)
                values[metric] = BitConverter.Int64BitsToDouble(columns[FixedColumns + metric, i]);
            readings[i] = new Reading(
                columns[0, i], columns[1, i], columns[2, i], values, new MetricQualities((uint)columns[4, i]),
                (TimeOrigin)columns[3, i]);
        }
    }

    /// <summary>Columns of equal length, one after the other in one array.</summary>
    private readonly ref struct ColumnSet(Span<long> all, int count)
    {
        private readonly Span<long> _all = all;

        public Span<long> this[int column] => _all.Slice(column * count, count);

        public ref long this[int column, int row] => ref _all[(column * count) + row];
    }
}
