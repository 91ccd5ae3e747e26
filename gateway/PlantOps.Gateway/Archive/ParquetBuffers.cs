namespace PlantOps.Gateway.Archive;

/// <summary>One column of one row group at a time, in arrays that are used again.</summary>
internal sealed class ParquetBuffers(int rows)
{
    public int Rows => rows;

    public ReadOnlyMemory<char>[] Text { get; } = new ReadOnlyMemory<char>[rows];

    public DateTime[] Times { get; } = new DateTime[rows];

    public long[] Numbers { get; } = new long[rows];

    public double[] Values { get; } = new double[rows];

    /// <summary>1 where a row has a value, 0 where it has none.</summary>
    public int[] Levels { get; } = new int[rows];

    /// <summary>Notes whether a row has a value, and says it again.</summary>
    public bool Mark(int row, bool hasValue)
    {
        Levels[row] = hasValue ? 1 : 0;
        return hasValue;
    }
}
