using System.Globalization;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>Says in words how far a clock is wrong.</summary>
internal static class ClockText
{
    /// <param name="ahead">Milliseconds; negative where it is behind.</param>
    public static string Of(long ahead)
    {
        var (hours, minutes) = HoursAndMinutes(ahead);
        var text = (hours, minutes) switch
        {
            ( >= 48, _) => Count(hours / 24, "day"),
            (0, _) => Count(minutes, "minute"),
            (_, 0) => Count(hours, "hour"),
            _ => $"{Count(hours, "hour")} and {Count(minutes, "minute")}",
        };
        return $"Its clock is {text} {(ahead < 0 ? "behind" : "ahead")}.";
    }

    /// <summary>How far it is wrong, to the minute.</summary>
    public static (long Hours, long Minutes) HoursAndMinutes(long ahead)
    {
        var minutes = (long)Math.Round(Math.Abs(ahead) / 60_000.0);
        return (minutes / 60, minutes % 60);
    }

    private static string Count(long count, string noun) => count == 1
        ? $"one {noun}"
        : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");
}
