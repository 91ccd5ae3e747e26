using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Rollups;

/// <summary>What rollups of readings must be, written as plainly as can be.</summary>
internal static class RollupModel
{
    private const double Tolerance = 1e-9;

    public static void AssertEqual(IEnumerable<Reading> readings, long width, IReadOnlyList<Rollup> found)
    {
        var expected = readings.GroupBy(reading => reading.Time / width * width).OrderBy(period => period.Key).ToList();
        Assert.Equal(expected.Select(period => period.Key), found.Select(rollup => rollup.Start));
        for (var i = 0; i < expected.Count; i++)
        {
            foreach (var metric in Enum.GetValues<Metric>()) AssertEqual(Good(expected[i], metric), found[i].Metrics[metric]);
        }
    }

    private static List<double> Good(IEnumerable<Reading> readings, Metric metric) =>
        [.. readings.Where(r => r.Qualities[metric] == Quality.Ok && !double.IsNaN(r.Values[metric]))
            .Select(r => r.Values[metric])];

    private static void AssertEqual(List<double> values, MetricRollup found)
    {
        Assert.Equal(values.Count, found.Count);
        if (values.Count == 0)
        {
            Assert.True(double.IsNaN(found.Min) && double.IsNaN(found.Max) && double.IsNaN(found.Mean));
            return;
        }

        Assert.Equal(values.Min(), found.Min);
        Assert.Equal(values.Max(), found.Max);
        var sum = values.Sum();
        if (double.IsFinite(sum)) Assert.InRange(found.Sum, sum - Error(values), sum + Error(values));
        else if (values.Min() >= 0 || values.Max() <= 0) Assert.False(double.IsFinite(found.Sum));
    }

    private static double Error(List<double> values) => values.Sum(value => Math.Abs(value) * Tolerance);
}
