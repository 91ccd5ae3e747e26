using Microsoft.AspNetCore.Mvc;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Which readings are asked for, checked. Times are Unix milliseconds; from ≤ time &lt; to.</summary>
internal sealed record TelemetryQuery(long From, long To, IReadOnlyList<Metric> Metrics, Resolution Resolution)
{
    /// <summary>The year 9999 ends.</summary>
    private const long LatestTime = 253_402_300_799_999;

    private const long Day = 24 * 60 * 60 * 1000;

    /// <summary>
    /// Reads the parameters; where one is wrong, <paramref name="errors"/> names each and the result is of no use.
    /// </summary>
    public static TelemetryQuery Parse(TelemetryParameters given, long now, out Dictionary<string, string[]> errors)
    {
        var found = new Dictionary<string, string[]>();
        var to = TimeOf("to", given.To, now);
        var from = TimeOf("from", given.From, to - Day);
        if (found.Count == 0 && from > to) found["from"] = ["It is later than 'to'."];
        var resolution = Resolution.Parse(given.Resolution, from, Math.Max(from, to));
        if (resolution is null)
        {
            found["resolution"] =
            [
                $"'{given.Resolution}' is neither raw, 1m, 15m, 1h or 1d nor a number of points from {Resolution.MinPoints} to {Resolution.MaxPoints}.",
            ];
        }

        var metrics = MetricsOf(given.Metrics, found);
        errors = found;
        return new TelemetryQuery(from, to, metrics, resolution ?? Resolution.Raw);

        long TimeOf(string name, string? text, long fallback)
        {
            if (string.IsNullOrEmpty(text)) return fallback;
            if (RequestTime.Parse(text) is { } time) return Math.Clamp(time, 0, LatestTime);
            found[name] = [RequestTime.Refusal(text)];
            return fallback;
        }
    }

    private static IReadOnlyList<Metric> MetricsOf(string? text, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(text)) return MetricNames.Metrics;
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.Where(name => MetricNames.Find(name) is null).ToList();
        if (unknown.Count == 0) return [.. names.Select(name => MetricNames.Find(name)!.Value).Distinct()];
        var known = string.Join(", ", MetricNames.All);
        errors["metrics"] = [.. unknown.Select(name => $"There is no metric '{name}'. There are {known}.")];
        return [];
    }
}

/// <summary>The parameters as they came.</summary>
internal sealed class TelemetryParameters
{
    /// <summary>First time, Unix ms or ISO 8601 with offset; a day before <c>to</c> by default.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Time before which to stop, Unix ms or ISO 8601 with offset; now by default.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Names with commas; all by default.</summary>
    [FromQuery(Name = "metrics")]
    public string? Metrics { get; init; }

    /// <summary>
    /// <c>raw</c>, by default; <c>1m</c>, <c>15m</c>, <c>1h</c>, <c>1d</c>; or a number of points, 2 to 10000, for which
    /// the shortest fitting periods are chosen.
    /// </summary>
    [FromQuery(Name = "resolution")]
    public string? Resolution { get; init; }
}
