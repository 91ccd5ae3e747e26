using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>What a day of one device came to.</summary>
/// <param name="Period">How finely: hours, quarter hours, or the day as one where even the hours have gone.</param>
/// <param name="RawGone">Whether the readings it was made of have gone: it can no longer be made anew, only added to.</param>
/// <param name="Rollups">By time.</param>
/// <remarks>Block: period, flag, number of periods; start of each (difference, in periods); number of metrics; for each counts,
/// minima, maxima, sums.</remarks>
internal sealed record RolledDay(RollupPeriod Period, bool RawGone, List<Rollup> Rollups)
{
    private const int MaxRollups = 96;
    private const int ColumnsOfMetric = 3;

    public byte[] Encode()
    {
        var writer = new BlockWriter();
        writer.Unsigned((ulong)Period);
        writer.Unsigned(RawGone ? 1u : 0u);
        writer.Unsigned((ulong)Rollups.Count);
        long last = 0;
        foreach (var rollup in Rollups)
        {
            var index = rollup.Start / Period.Length();
            writer.Signed(index - last);
            last = index;
        }

        writer.Unsigned(Metrics.Count);
        for (var metric = 0; metric < Metrics.Count; metric++) Write(writer, metric);
        return BlockEnvelope.SealCompressed(writer.Written);
    }

    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public static RolledDay Decode(byte[] block)
    {
        var reader = new BlockReader(BlockEnvelope.Open(block).Span);
        var period = (RollupPeriod)reader.Count((int)RollupPeriod.Day);
        var rawGone = reader.Count(1) == 1;
        var count = reader.Count(MaxRollups);
        var rollups = new Rollup[count];
        long index = 0;
        foreach (ref var rollup in rollups.AsSpan())
        {
            index += reader.Signed();
            rollup = new Rollup(index * period.Length(), MetricRollups.None);
        }

        var metrics = reader.Count(Metrics.Count);
        for (var metric = 0; metric < metrics; metric++) Read(ref reader, metric, rollups);
        return new RolledDay(period, rawGone, [.. rollups]);
    }

    private void Write(BlockWriter writer, int metric)
    {
        Span<long> column = stackalloc long[Rollups.Count];
        for (var i = 0; i < column.Length; i++) column[i] = Rollups[i].Metrics[metric].Count;
        LongColumn.WriteRuns(writer, column);
        for (var field = 0; field < ColumnsOfMetric; field++)
        {
            for (var i = 0; i < column.Length; i++)
                column[i] = BitConverter.DoubleToInt64Bits(Field(Rollups[i].Metrics[metric], field));
            ValueColumn.Write(writer, column);
        }
    }

    private static void Read(ref BlockReader reader, int metric, Span<Rollup> rollups)
    {
        // On the heap: the reader is handed on by reference, and a span of the stack may not go with it.
        var counts = new long[rollups.Length];
        var columns = new long[rollups.Length * ColumnsOfMetric];
        LongColumn.ReadRuns(ref reader, counts);
        for (var field = 0; field < ColumnsOfMetric; field++)
            ValueColumn.Read(ref reader, columns.AsSpan(field * rollups.Length, rollups.Length));
        for (var i = 0; i < rollups.Length; i++)
        {
            var metrics = rollups[i].Metrics;
            metrics[metric] = new MetricRollup(
                Count(counts[i]), Value(columns, i), Value(columns, rollups.Length + i),
                Value(columns, (2 * rollups.Length) + i));
            rollups[i] = rollups[i] with { Metrics = metrics };
        }
    }

    private static int Count(long count) =>
        count is >= 0 and <= int.MaxValue ? (int)count : throw new InvalidDataException($"{count} is no number of values.");

    private static double Value(ReadOnlySpan<long> columns, int at) => BitConverter.Int64BitsToDouble(columns[at]);

    private static double Field(in MetricRollup rollup, int field) => field switch
    {
        0 => rollup.Min,
        1 => rollup.Max,
        _ => rollup.Sum,
    };
}
