namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>Forms of a column of whole numbers.</summary>
internal static class LongColumn
{
    /// <summary>For times: each step is written as its difference from the step before.</summary>
    public static void WriteSteps(BlockWriter writer, ReadOnlySpan<long> column)
    {
        long last = 0;
        long lastStep = 0;
        foreach (var value in column)
        {
            var step = unchecked(value - last);
            writer.Signed(unchecked(step - lastStep));
            last = value;
            lastStep = step;
        }
    }

    public static void ReadSteps(ref BlockReader reader, Span<long> column)
    {
        long last = 0;
        long step = 0;
        foreach (ref var value in column)
        {
            step = unchecked(step + reader.Signed());
            value = last = unchecked(last + step);
        }
    }

    /// <summary>For what often stays the same: a value, and for how many readings.</summary>
    public static void WriteRuns(BlockWriter writer, ReadOnlySpan<long> column)
    {
        for (var i = 0; i < column.Length;)
        {
            var value = column[i];
            var rest = column[i..];
            var length = rest.IndexOfAnyExcept(value);
            if (length < 0) length = rest.Length;
            writer.Signed(value);
            writer.Unsigned((ulong)length);
            i += length;
        }
    }

    public static void ReadRuns(ref BlockReader reader, Span<long> column)
    {
        while (!column.IsEmpty)
        {
            var value = reader.Signed();
            var length = reader.Count(column.Length);
            if (length == 0) throw new InvalidDataException("A run is empty.");
            column[..length].Fill(value);
            column = column[length..];
        }
    }

    /// <summary>Turns values into differences from the one before, in place.</summary>
    public static void ToDifferences(Span<long> column)
    {
        long last = 0;
        foreach (ref var value in column)
        {
            var current = value;
            value = unchecked(current - last);
            last = current;
        }
    }

    public static void FromDifferences(Span<long> column)
    {
        long last = 0;
        foreach (ref var value in column) value = last = unchecked(last + value);
    }
}
