using System.Globalization;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry;

/// <summary>How finely readings are asked for.</summary>
/// <param name="Width">Length of a period in milliseconds; 0 for the readings themselves.</param>
internal readonly record struct Resolution(long Width)
{
    /// <summary>Periods may be asked for by their number; more is what <c>raw</c> is for.</summary>
    public const int MaxPoints = 10_000;

    /// <summary>One period can always be cut in two by where periods start.</summary>
    public const int MinPoints = 2;

    public static readonly Resolution Raw;

    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary><c>raw</c>, or like <c>15m</c>.</summary>
    public string Name => Width switch
    {
        0 => "raw",
        _ when Width % Day == 0 => Text(Width / Day, 'd'),
        _ when Width % Hour == 0 => Text(Width / Hour, 'h'),
        _ when Width % Minute == 0 => Text(Width / Minute, 'm'),
        _ => Text(Width / Second, 's'),
    };

    /// <summary>What was meant for a range; <see langword="null"/> where there is no such resolution.</summary>
    public static Resolution? Parse(string? text, long from, long to) => text switch
    {
        null or "" or "raw" => Raw,
        "1m" => new Resolution(Minute),
        "15m" => new Resolution(15 * Minute),
        "1h" => new Resolution(Hour),
        "1d" => new Resolution(Day),
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points)
            && points is >= MinPoints and <= MaxPoints
            ? OfPoints(points, from, to)
            : null,
    };

    /// <summary>
    /// The shortest periods of which at most so many overlap a range: whole hours, quarter hours, minutes or seconds.
    /// </summary>
    private static Resolution OfPoints(int points, long from, long to)
    {
        var least = Math.Max((to - from) / points, 1);
        var unit = least > Hour ? Hour : least > 15 * Minute ? 15 * Minute : least > Minute ? Minute : Second;
        var width = RollupPeriods.Floor(least + unit - 1, unit);
        while (Periods(width, from, to) > points) width += unit;
        return new Resolution(width);
    }

    private static long Periods(long width, long from, long to) =>
        (RollupPeriods.Floor(to + width - 1, width) - RollupPeriods.Floor(from, width)) / width;

    private static string Text(long count, char unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
}
