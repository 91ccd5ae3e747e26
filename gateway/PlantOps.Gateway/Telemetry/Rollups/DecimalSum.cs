namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>
/// Adds what sensors give, decimal fractions, without an error: as whole ten-thousandths. The sum then does not depend
/// on the order, so that hours made of quarter hours are what hours made of readings are, and it is written short.
/// </summary>
internal static class DecimalSum
{
    private const double Power = 10_000;

    /// <summary>Below it the product is less than half off, so that rounding finds the whole number.</summary>
    private const double LargestExact = 1L << 50;

    /// <summary>Both together; as doubles do it where one is no such fraction.</summary>
    public static double Add(double a, double b)
    {
        var x = Math.Round(a * Power);
        var y = Math.Round(b * Power);
        return IsExact(x, a) && IsExact(y, b) ? (x + y) / Power : a + b;
    }

    private static bool IsExact(double whole, double value) => Math.Abs(whole) < LargestExact && whole / Power == value;
}
