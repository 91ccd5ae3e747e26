namespace PlantOps.Gateway.Plants.Figures;

internal static class Median
{
    /// <summary>The middle value; NaN of none.</summary>
    public static double Of(IEnumerable<double> values) => Middle([.. values]);

    public static double Of(ReadOnlySpan<Sample> samples)
    {
        var values = new double[samples.Length];
        for (var i = 0; i < values.Length; i++) values[i] = samples[i].Value;
        return Middle(values);
    }

    private static double Middle(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
