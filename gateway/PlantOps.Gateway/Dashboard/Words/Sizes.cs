using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Bytes as people read them, in steps of a thousand.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["kB", "MB", "GB", "TB"];

    /// <param name="bytes">How many.</param>
    /// <param name="point">What stands before a fraction.</param>
    public static string Of(long bytes, char point)
    {
        if (bytes < 1000) return string.Create(CultureInfo.InvariantCulture, $"{bytes}\u00a0B");
        double value = bytes;
        var unit = -1;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var text = value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture).Replace('.', point);
        return $"{text}\u00a0{Units[unit]}";
    }
}
