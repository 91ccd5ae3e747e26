using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.CommandLine.Usage;

/// <summary>An option that is a time, as Unix milliseconds.</summary>
internal static class TimeOption
{
    // Whoever types 2026 means the year, not two seconds after 1970 began.
    private const long MinUnixMs = 100_000_000_000;

    private static readonly string[] LocalForms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private const string Examples = "2026-05-01, 2026-05-01T08:00, 2026-05-01T08:00+02:00 and Unix milliseconds";

    public static Option<long?> Create(string name, string description) => new(name)
    {
        Description = $"{description}. Possible are {Examples}; without an offset it is the time here.",
        HelpName = "time",
        CustomParser = argument =>
        {
            var typed = argument.Tokens[^1].Value;
            if (Parse(typed, TimeZoneInfo.Local) is { } time) return time;
            argument.AddError($"{name}: '{typed}' is no time. Possible are {Examples}.");
            return null;
        },
    };

    /// <summary>A time as people type it, as Unix milliseconds; without an offset it is one of the zone.</summary>
    public static long? Parse(string text, TimeZoneInfo zone)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < MinUnixMs)
            return null;
        if (RequestTime.Parse(text) is { } time) return time;
        return DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeMilliseconds()
            : null;
    }
}
