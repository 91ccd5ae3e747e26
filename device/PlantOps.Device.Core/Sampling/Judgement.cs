using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>How far a value can be trusted; what says most about it goes first.</summary>
internal static class Judgement
{
    public static Quality Of(Metric metric, double value, bool settled, bool stuck)
    {
        if (double.IsNaN(value))
        {
            return Quality.Missing;
        }

        if (!settled)
        {
            return Quality.Unsettled;
        }

        return !Metrics.IsPlausible(metric, value) ? Quality.Implausible : stuck ? Quality.Stuck : Quality.Ok;
    }
}
