using System.Globalization;

namespace PlantOps.Gateway.CommandLine;

/// <summary>Times as the command line prints them: the machine's own, and which zone that is.</summary>
internal static class LocalTime
{
    public static string Of(long unixMs) => Text(unixMs, "yyyy-MM-dd HH:mm zzz");

    public static string WithSeconds(long unixMs) => Text(unixMs, "yyyy-MM-dd HH:mm:ss zzz");

    public static string OrNever(long? unixMs) => unixMs is { } time ? WithSeconds(time) : "never";

    private static string Text(long unixMs, string form) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToLocalTime().ToString(form, CultureInfo.InvariantCulture);
}
