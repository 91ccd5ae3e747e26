namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>
/// The values of one metric, as the bits of doubles. Sensors give decimal fractions: where every value is exactly
/// n ÷ 10^s, n is written as its difference from the one before; else each value's bits against those before.
/// </summary>
internal static class ValueColumn
{
    private const int MaxDecimals = 6;
    private const int Bits = MaxDecimals + 1;

    /// <summary>Below it the product is less than half off, so that rounding finds the whole number.</summary>
    private const double LargestExact = 1L << 50;

    private static readonly double[] PowersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly long Absent = BitConverter.DoubleToInt64Bits(double.NaN);

    /// <param name="writer">Where to.</param>
    /// <param name="column">One value a reading; is used up.</param>
    public static void Write(BlockWriter writer, Span<long> column)
    {
        var present = WritePresence(writer, column);
        var scale = Scale(present);
        writer.Unsigned((ulong)scale);
        if (scale == Bits)
        {
            WriteBits(writer, present);
            return;
        }

        var power = PowersOfTen[scale];
        long last = 0;
        foreach (var bits in present)
        {
            var whole = (long)Math.Round(BitConverter.Int64BitsToDouble(bits) * power);
            writer.Signed(whole - last);
            last = whole;
        }
    }

    public static void Read(ref BlockReader reader, Span<long> column)
    {
        var runs = new List<int>();
        var present = ReadPresence(ref reader, column.Length, runs);
        var scale = reader.Count(Bits);
        var values = column[..present];
        if (scale == Bits) ReadBits(ref reader, values);
        else ReadScaled(ref reader, values, PowersOfTen[scale]);
        Spread(column, present, runs);
    }

    /// <summary>Lengths of runs, present and absent in turn; gathers what is present at the front.</summary>
    private static Span<long> WritePresence(BlockWriter writer, Span<long> column)
    {
        var present = 0;
        for (var i = 0; i < column.Length;)
        {
            var run = i;
            while (i < column.Length && column[i] != Absent) column[present++] = column[i++];
            writer.Unsigned((ulong)(i - run));
            if (i == column.Length) break;
            run = i;
            while (i < column.Length && column[i] == Absent) i++;
            writer.Unsigned((ulong)(i - run));
        }

        return column[..present];
    }

    private static int ReadPresence(ref BlockReader reader, int rest, List<int> runs)
    {
        var present = 0;
        while (rest > 0)
        {
            var isAbsent = runs.Count % 2 != 0;
            var run = reader.Count(rest);
            if (run == 0 && isAbsent) throw new InvalidDataException("A run is empty.");
            if (!isAbsent) present += run;
            runs.Add(run);
            rest -= run;
        }

        return present;
    }

    /// <summary>Moves the gathered values to where they belong, last first, so that none is written over.</summary>
    private static void Spread(Span<long> column, int present, List<int> runs)
    {
        var end = column.Length;
        for (var i = runs.Count - 1; i > 0; i--)
        {
            var run = column.Slice(end - runs[i], runs[i]);
            end -= runs[i];
            if (i % 2 != 0)
            {
                run.Fill(Absent);
                continue;
            }

            present -= runs[i];
            column.Slice(present, runs[i]).CopyTo(run);
        }
    }

    /// <summary>The fewest decimals at which every value is exact.</summary>
    private static int Scale(ReadOnlySpan<long> column)
    {
        var scale = 0;
        foreach (var bits in column)
        {
            while (!IsExact(bits, PowersOfTen[scale]))
            {
                if (++scale > MaxDecimals) return Bits;
            }
        }

        // More decimals can take a large value that came before out of the exact range.
        foreach (var bits in column)
        {
            if (!IsExact(bits, PowersOfTen[scale])) return Bits;
        }

        return scale;
    }

    /// <summary>Compares bits, so that −0 is not taken for 0.</summary>
    private static bool IsExact(long bits, double power)
    {
        var whole = Math.Round(BitConverter.Int64BitsToDouble(bits) * power);
        return Math.Abs(whole) < LargestExact && BitConverter.DoubleToInt64Bits((long)whole / power) == bits;
    }

    private static void WriteBits(BlockWriter writer, ReadOnlySpan<long> bits)
    {
        long last = 0;
        foreach (var b in bits)
        {
            writer.Fixed64(b ^ last);
            last = b;
        }
    }

    private static void ReadBits(ref BlockReader reader, Span<long> values)
    {
        long last = 0;
        foreach (ref var value in values) value = last ^= reader.Fixed64();
    }

    private static void ReadScaled(ref BlockReader reader, Span<long> values, double power)
    {
        long last = 0;
        foreach (ref var value in values)
        {
            last = unchecked(last + reader.Signed());
            value = BitConverter.DoubleToInt64Bits(last / power);
        }
    }
}
