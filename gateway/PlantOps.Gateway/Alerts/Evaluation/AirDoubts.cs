using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Values of the air that look like any other and are none: halves of torn telegrams, and an exact 0 again and again.
/// </summary>
internal sealed class AirDoubts
{
    private bool _wasZeroDegrees;
    private bool _wasZeroHumidity;

    /// <summary>
    /// How far the values of a reading can be trusted. One sensor has one fault: only the half that shows it is implausible, the
    /// other one is unsettled. An exact 0 again is a sensor that does not move.
    /// </summary>
    public MetricQualities Judge(in Reading reading)
    {
        var qualities = reading.Qualities;
        var (temperature, humidity) = (reading.Values[Metric.Temperature], reading.Values[Metric.Humidity]);
        if (AirPair.IsTorn(reading.Values))
        {
            var shows = AirPair.IsHumidity(humidity) ? Metric.Temperature : Metric.Humidity;
            return qualities.With(Metric.Temperature, Quality.Unsettled).With(Metric.Humidity, Quality.Unsettled)
                .With(shows, Quality.Implausible);
        }

        if (IsFaulty(qualities[Metric.Temperature]) && IsFaulty(qualities[Metric.Humidity]))
            return qualities.With(Metric.Humidity, Quality.Unsettled);
        if (IsAgainZero(temperature, ref _wasZeroDegrees)) qualities = qualities.With(Metric.Temperature, Quality.Stuck);
        return IsAgainZero(humidity, ref _wasZeroHumidity) ? qualities.With(Metric.Humidity, Quality.Stuck) : qualities;
    }

    private static bool IsFaulty(Quality quality) => quality is Quality.Missing or Quality.Implausible;

    // A sensor that is not there gives 0; real frost goes through it.
    private static bool IsAgainZero(double value, ref bool wasZero)
    {
        if (double.IsNaN(value)) return false;
        var again = wasZero && value == 0;
        wasZero = value == 0;
        return again;
    }
}
