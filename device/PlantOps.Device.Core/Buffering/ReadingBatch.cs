namespace PlantOps.Device.Core.Buffering;

/// <summary>Readings under way in one message: neighbours in one segment, of one boot.</summary>
internal sealed class ReadingBatch
{
    public ReadingBatch(long segment, int first, int count)
    {
        Segment = segment;
        First = first;
        Count = count;
    }

    /// <summary>Number of the segment.</summary>
    public long Segment { get; }

    /// <summary>Index of the oldest.</summary>
    public int First { get; }

    public int Count { get; }
}
