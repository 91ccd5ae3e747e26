using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// What a field of an archive may be, whatever its format. Each answers what is wrong, or <see langword="null"/>.
/// </summary>
internal static class ArchiveChecks
{
    public static string? DeviceId(string text) => ArchiveIds.IsValid(text) ? null : $"'{Shown(text)}' is no device id.";

    public static string? Text(string text, int longest) =>
        text.Length <= longest && !text.Any(char.IsControl)
            ? null
            : $"It has more than {longest} characters, or unprintable ones.";

    public static string? Time(long time, long latest) =>
        time < Limits.EarliestHistory ? "It is before 2000, when no reading was taken."
        : time > latest ? "It is in the future."
        : null;

    public static string? Identity(long value) =>
        value is >= 0 and <= Limits.MaxIdentity ? null : $"It is not a whole number from 0 to {Limits.MaxIdentity}.";

    public static string? Value(double value) => double.IsFinite(value) ? null : "It is not a finite number.";

    /// <summary>
    /// Where the archive has no word on how far a value can be trusted, it is judged like one that a device sends.
    /// </summary>
    public static Quality Judge(Metric metric, double value) =>
        double.IsNaN(value) || Metrics.IsPlausible(metric, value) ? Quality.Ok : Quality.Implausible;

    /// <summary>The same of temperature and humidity that were taken together.</summary>
    public static MetricQualities JudgeAir(in MetricValues values, MetricQualities qualities) =>
        AirPair.IsTorn(values) ? AirPair.Doubted(qualities) : qualities;

    /// <summary>Cut to what fits a line, and fit for a terminal.</summary>
    public static string Shown(string text) => Shown(text, 40);

    public static string Shown(string text, int longest) => SafeText.Of(text, longest);
}
