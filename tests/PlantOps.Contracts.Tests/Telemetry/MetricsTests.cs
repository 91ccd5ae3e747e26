using System.Text.RegularExpressions;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Contracts.Tests.Telemetry;

/// <summary>What every row of the catalogue must be.</summary>
public sealed partial class MetricsTests
{
    public static TheoryData<Metric> All => [.. Enum.GetValues<Metric>()];

    [Fact]
    public void Rows_AreAsManyAsMetrics_AndNotMoreThanQualitiesHaveRoomFor()
    {
        Assert.Equal(Enum.GetValues<Metric>().Select(metric => (int)metric), Enumerable.Range(0, Metrics.Count));
        Assert.InRange(Metrics.Count, 1, Metrics.MaxCount);
        Assert.Throws<IndexOutOfRangeException>(() => Metrics.Name((Metric)Metrics.Count));
        Assert.Equal(Metrics.Count, Enum.GetValues<Metric>().Select(Metrics.Name).Distinct().Count());
    }

    // What is stored and sent: other names or numbers would be other metrics.
    [Fact]
    public void Rows_ThatWereReleased_StayWhatTheyAre() => Assert.Equal(
        ["temperature °C 2", "humidity % 2", "soil_moisture % 2", "light_level lx 1", "soil_raw  0"],
        Enum.GetValues<Metric>().Take(5)
            .Select(metric => $"{Metrics.Name(metric)} {Metrics.Unit(metric)} {Metrics.Decimals(metric)}"));

    [Theory]
    [MemberData(nameof(All))]
    public void Row_IsWhole(Metric metric)
    {
        // A name is a column of tables, where numbers and words of the soil's channels follow it.
        Assert.Matches(Name(), Metrics.Name(metric));
        Assert.NotEmpty(Metrics.Subject(metric));
        Assert.True(Metrics.Min(metric) < Metrics.Max(metric));
        Assert.InRange(Metrics.Decimals(metric), 0, 3);
        Assert.InRange(Metrics.RecordBytes(metric), 1, 4);
        Assert.True(Metrics.IsPlausible(metric, Metrics.Min(metric)) && Metrics.IsPlausible(metric, Metrics.Max(metric)));
        Assert.False(Metrics.IsPlausible(metric, Metrics.Max(metric) + 1) || Metrics.IsPlausible(metric, double.NaN));
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex Name();
}
