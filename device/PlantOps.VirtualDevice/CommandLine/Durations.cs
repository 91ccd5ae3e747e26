using System.Globalization;

namespace PlantOps.VirtualDevice.CommandLine;

/// <summary>
/// Spans of time as people type them: <c>90</c> and <c>90s</c> are seconds, <c>10m</c>, <c>1.5h</c>, <c>3d</c>.
/// </summary>
internal static class Durations
{
    public static TimeSpan? Parse(string text)
    {
        var unit = text.Length > 0 ? text[^1] : ' ';
        var seconds = unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 0,
        };
        var number = seconds > 0 ? text[..^1] : text;
        return double.TryParse(
            number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < 1e7
            ? TimeSpan.FromSeconds(value * Math.Max(1, seconds))
            : null;
    }
}
