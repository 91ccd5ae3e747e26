using System.Globalization;

namespace PlantOps.Benchmarks.Reports;

/// <summary>What a figure was meant to reach, and whether it did. Nothing fails on it.</summary>
internal static class Reach
{
    public static string AtLeast(double goal, double figure, string unit) => Text("≥", goal, unit, figure >= goal);

    public static string AtMost(double goal, double figure, string unit) => Text("≤", goal, unit, figure <= goal);

    private static string Text(string sign, double goal, string unit, bool isReached) =>
        string.Create(CultureInfo.InvariantCulture, $"{sign} {goal:0.0##}{unit}: {(isReached ? "yes" : "**no**")}");
}
