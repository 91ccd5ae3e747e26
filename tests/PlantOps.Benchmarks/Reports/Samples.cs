using System.Globalization;

namespace PlantOps.Benchmarks.Reports;

/// <summary>One figure of each round.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public bool Any => _values.Count > 0;

    public double Median => Percentile([.. _values.Order()], 0.5);

    public void Add(double value) => _values.Add(value);

    /// <summary>The ratio to another contender's figure of the same round, round by round.</summary>
    public Samples RatioTo(Samples other)
    {
        var ratios = new Samples();
        foreach (var (mine, theirs) in _values.Zip(other._values)) ratios.Add(mine / theirs);
        return ratios;
    }

    /// <summary>
    /// The value below which a part of the sorted values lies; the middle of the two nearest for an even median.
    /// </summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part)
    {
        var position = part * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        return below + ((above - below) * (position - Math.Floor(position)));
    }

    public string Text(string format, string unit = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)}{unit}");

    /// <summary>The median and, in parentheses, the lowest and the highest.</summary>
    public string TextWithSpread(string format, string unit = "")
    {
        var (lowest, highest) = (_values.Min().ToString(format, CultureInfo.InvariantCulture),
            _values.Max().ToString(format, CultureInfo.InvariantCulture));
        return $"{Text(format, unit)} ({lowest}–{highest})";
    }
}
