using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Journal;
using static PlantOps.Gateway.Care.Planning.CareFactNames;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>What somebody must look at because no sensor sees it, or the sensor itself is at fault.</summary>
internal static class InspectRules
{
    private const int Visible = 7;
    private const int Settled = 21;

    public static void Apply(CareCase plant)
    {
        ApplyDevice(plant);
        var (inputs, season) = (plant.Inputs, plant.Season);
        if (inputs.Species is null)
        {
            plant.NotKnown("species");
            plant.Add(CareKind.Inspect, CareAdvice.ChooseSpecies, season.Day(0), season.Day(7), ["no_species"]);
        }

        if (inputs.Last(JournalKind.Treated) is { } treated && inputs.Now - treated.At < Settled * CareCase.Day)
        {
            var due = (int)Math.Floor((treated.At + (Visible * CareCase.Day) - season.Day(0)) / (double)CareCase.Day);
            plant.Add(
                CareKind.Inspect, CareAdvice.LookAfterTreatment, season.Day(due), season.Day(Math.Max(due + 3, 1)), ["treated"],
                DaysSinceTreatment);
        }

        string[] unseen = [.. plant.Unknown.Where(what => what is "light" or Temperature or Humidity).Select(what =>
            $"unseen_{what}")];
        if (unseen.Length > 0) plant.Add(CareKind.Inspect, CareAdvice.LookOver, season.Day(0), season.Day(7), unseen);
    }

    private static void ApplyDevice(CareCase plant)
    {
        var (inputs, season) = (plant.Inputs, plant.Season);
        var (today, tomorrow) = (season.Day(0), season.Day(1));
        if (inputs.Open(RuleKind.NoData) is not null)
        {
            plant.NotKnown("device");
            plant.Add(CareKind.Inspect, CareAdvice.CheckDevice, today, tomorrow, ["silent"], Soil);
        }

        if (inputs.Open(RuleKind.FastChange, CareCase.Soil) is not null && plant.IsSoilTrusted)
            plant.Add(CareKind.Inspect, CareAdvice.LookForLeak, today, tomorrow, ["falls_fast"], Soil);
        var faults = inputs.Alerts.Where(alert => alert.Rule.Kind is RuleKind.Implausible or RuleKind.Stuck)
            .Select(alert => alert.Rule.Metric switch
            {
                "soil_moisture" => "sensor_soil",
                "light_level" => "sensor_light",
                "temperature" or "humidity" => "sensor_air",
                _ => "sensor_other",
            })
            .Distinct().ToArray();
        if (faults.Length > 0) plant.Add(CareKind.Inspect, CareAdvice.CheckSensor, today, season.Day(3), faults);
        if (inputs.Open(RuleKind.LowBattery) is not null)
            plant.Add(CareKind.Inspect, CareAdvice.ChargeBattery, today, season.Day(3), ["battery"]);
        if (inputs.Open(RuleKind.WeakSignal) is not null || inputs.Open(RuleKind.LostReadings) is not null)
            plant.Add(CareKind.Inspect, CareAdvice.CheckSignal, today, season.Day(7), ["signal"]);
    }
}
