namespace PlantOps.Gateway.Dashboard.Compare;

/// <summary>What the chart draws. Times are Unix seconds, as uPlot has them; all lines have a value or none at each.</summary>
internal sealed class CompareAnswer
{
    public required long[] T { get; init; }

    public required double?[][] Lines { get; init; }

    /// <summary>From when the chart is, and until when.</summary>
    public required long[] Range { get; init; }

    public static CompareAnswer Of(IReadOnlyList<ComparedLine> lines, long from, long to)
    {
        var times = lines.SelectMany(line => line.Points).Select(point => point.At).Distinct().Order().ToArray();
        return new CompareAnswer
        {
            T = [.. times.Select(time => time / 1000)],
            Lines = [.. lines.Select(line => ValuesOf(line, times))],
            Range = [from / 1000, to / 1000],
        };
    }

    private static double?[] ValuesOf(ComparedLine line, long[] times)
    {
        // A gap may stand at the time at which another point does.
        var known = line.Points.Where(point => !point.IsGap).GroupBy(point => point.At).ToDictionary(
            at => at.Key, at => at.First().Mean);
        return [.. times.Select(time => known.TryGetValue(time, out var value) ? Math.Round(value, 1) : (double?)null)];
    }
}
