namespace PlantOps.Device.Core.Board;

/// <summary>How each state looks: milliseconds lit, dark, lit, dark …, over and over.</summary>
internal static class LightPatterns
{
    private static readonly int[][] Steps =
    {
        new int[0],
        new[] { 40, 9960 },
        new[] { 1500, 1500 },
        new[] { 100, 200, 100, 2600 },
        new[] { 500, 500 },
        new[] { 100, 200, 100, 200, 100, 2300 },
        new[] { 900, 100 },
        new[] { 80, 80 },
    };

    public static int[] Of(LightState state) => Steps[(int)state];
}
