using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

internal static class MetricNames
{
    /// <summary>The metric with that name on the wire.</summary>
    public static Metric? Find(string? name)
    {
        for (var metric = (Metric)0; (int)metric < Metrics.Count; metric++)
        {
            if (Metrics.Name(metric) == name) return metric;
        }

        return null;
    }
}
