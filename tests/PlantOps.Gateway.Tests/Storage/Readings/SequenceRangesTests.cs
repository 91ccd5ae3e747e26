using CsCheck;
using PlantOps.Gateway.Storage.LiteDb.Readings;

namespace PlantOps.Gateway.Tests.Storage.Readings;

public sealed class SequenceRangesTests
{
    [Fact]
    public void Contains_AnyOrder_IsWhatASetSays() => Gen.Long[0, 60].Array[0, 80].Sample(sequences =>
    {
        var ranges = new SequenceRanges();
        var set = new HashSet<long>();
        foreach (var sequence in sequences)
        {
            ranges.Add(sequence);
            set.Add(sequence);
        }

        for (long i = -1; i <= 61; i++) Assert.Equal(set.Contains(i), ranges.Contains(i));
    });

    [Fact]
    public void Add_WithoutGaps_StaysOneRange()
    {
        var ranges = new SequenceRanges();
        foreach (var sequence in new long[] { 5, 7, 6, 4, 8 }) ranges.Add(sequence);
        Assert.Equal((4, 8), Assert.Single(ranges.Ranges));
    }
}
