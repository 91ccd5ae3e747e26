using CsCheck;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Tests.Telemetry.Retention;

public sealed class TimeRangeTests
{
    private static readonly Gen<TimeRange> AnyRange = Gen.Select(
        Gen.Long[-3, 30], Gen.Long[-3, 30], (from, to) => new TimeRange(from, to));

    [Fact]
    public void Without_AnyOthers_LeavesEachMomentThatNoneHas() =>
        Gen.Select(AnyRange, AnyRange.Array[0, 5]).Sample((whole, others) =>
    {
        var left = whole.Without(others);
        for (var time = -5; time < 32; time++)
        {
            Assert.Equal(whole.Contains(time) && !others.Any(other => other.Contains(time)) ? 1 : 0,
                left.Count(range => range.Contains(time)));
        }

        Assert.DoesNotContain(left, range => range.IsEmpty);
    });

    [Theory]
    [InlineData(10, 20, true)]
    [InlineData(9, 21, true)]
    [InlineData(11, 20, false)]
    [InlineData(10, 19, false)]
    public void Covers_Edges_AreIncluded(long from, long to, bool covers) =>
        Assert.Equal(covers, new TimeRange(from, to).Covers(new TimeRange(10, 20)));
}
