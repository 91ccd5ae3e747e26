using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Metrics and their names on the wire.</summary>
internal static class MetricNames
{
    /// <summary>Every metric, in the order of the catalogue.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = Enum.GetValues<Metric>();

    /// <summary>Every name, in that order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Metrics.Select(Contracts.Telemetry.Metrics.Name)];

    /// <summary>The metric with that name.</summary>
    public static Metric? Find(string? name)
    {
        foreach (var metric in Metrics)
        {
            if (Contracts.Telemetry.Metrics.Name(metric) == name) return metric;
        }

        return null;
    }
}
