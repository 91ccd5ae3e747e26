using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>When a plant rests and dry soil is what it needs; worked out once a day of readings.</summary>
internal sealed class DryRest(RestHabit habit, TimeZoneInfo zone, Hemisphere hemisphere)
{
    private long _from;
    private long _until;
    private RestWatering _watering;

    /// <param name="time">Unix milliseconds UTC.</param>
    public RestWatering At(long time)
    {
        if (time < _from || time >= _until)
        {
            (_from, _until) = (LocalDay.Start(time, zone), LocalDay.Start(time, zone, daysBefore: -1));
            _watering = new Season(time, zone, hemisphere).Watering(habit);
        }

        return _watering;
    }
}
