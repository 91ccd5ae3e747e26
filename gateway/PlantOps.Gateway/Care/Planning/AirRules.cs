using PlantOps.Gateway.Alerts.Rules;
using static PlantOps.Gateway.Care.Planning.CareFactNames;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>Light, air and warmth where it stands. Outdoors they are as the weather has them.</summary>
internal static class AirRules
{
    /// <summary>Mites like it warm and dry, °C.</summary>
    private const double WarmForPests = 18;

    public static bool IsTooCold(CareCase plant) => plant.Fault(CareCase.Temperature) is null
        && (plant.Inputs.Open(RuleKind.Low, CareCase.Temperature) is not null
            || (!plant.IsOutdoors && plant.Inputs.Readings.Temperature?.Value < plant.Inputs.Limits.TemperatureLow?.Value));

    public static void Apply(CareCase plant)
    {
        ApplyLight(plant);
        ApplyHumidity(plant);
        ApplyTemperature(plant);
    }

    private static void ApplyLight(CareCase plant)
    {
        var (inputs, season) = (plant.Inputs, plant.Season);
        if (!inputs.Readings.HasLight || plant.Fault(CareCase.Light) is not null)
        {
            plant.NotKnown("light");
            return;
        }

        if (plant.IsOutdoors) return;
        var daily = inputs.Readings.DailyLight;
        if (inputs.Open(RuleKind.LowLight) is not null || daily < inputs.Limits.DailyLightLow?.Value)
        {
            plant.Add(
                CareKind.Light, CareAdvice.MoreLight, season.Day(0), season.Day(7), season.IsRest ? ["dark",
                "short_days"] : ["dark"], Light,
                LightLow);
        }
        else if (inputs.Open(RuleKind.HighLight) is not null || inputs.Open(RuleKind.High, CareCase.Light) is not null
            || daily > inputs.Limits.DailyLightHigh?.Value)
        {
            plant.Add(CareKind.Light, CareAdvice.LessLight, season.Day(0), season.Day(2), ["bright"], Light, LightHigh);
        }
    }

    private static void ApplyHumidity(CareCase plant)
    {
        var (inputs, season) = (plant.Inputs, plant.Season);
        if (inputs.Readings.Humidity is not { } air || plant.Fault(CareCase.Humidity) is not null)
        {
            plant.NotKnown(Humidity);
            return;
        }

        if (plant.IsOutdoors) return;
        if (inputs.Open(RuleKind.Low, CareCase.Humidity) is not null || air.Value < inputs.Limits.HumidityLow?.Value)
        {
            plant.Add(
                CareKind.Humidity, CareAdvice.DamperAir, season.Day(0), season.Day(3), season.IsRest ? ["dry_air",
                "heating"] : ["dry_air"], Humidity,
                HumidityLow, Vpd);
            if (inputs.Readings.Temperature?.Value >= WarmForPests)
                plant.Add(CareKind.Inspect, CareAdvice.LookForPests, season.Day(0), season.Day(7), ["mites"], Humidity,
                    Temperature);
        }
        else if (inputs.Open(RuleKind.High, CareCase.Humidity) is not null || air.Value > inputs.Limits.HumidityHigh?.Value)
        {
            plant.Add(CareKind.Humidity, CareAdvice.DrierAir, season.Day(0), season.Day(3), ["damp_air"], Humidity, HumidityHigh);
        }
    }

    private static void ApplyTemperature(CareCase plant)
    {
        var (inputs, season) = (plant.Inputs, plant.Season);
        if (inputs.Readings.Temperature is not { } air || plant.Fault(CareCase.Temperature) is not null)
        {
            plant.NotKnown(Temperature);
            return;
        }

        if (IsTooCold(plant) && !plant.IsOutdoors)
        {
            plant.Add(
                CareKind.Temperature, CareAdvice.WarmerPlace, season.Day(0), season.Day(1), ["cold"], Temperature,
                TemperatureLow, Coldest);
        }
        else if (inputs.Open(RuleKind.High, CareCase.Temperature) is not null || air.Value > inputs.Limits.TemperatureHigh?.Value)
        {
            plant.Add(CareKind.Temperature, CareAdvice.CoolerPlace, season.Day(0), season.Day(1), ["hot"], Temperature,
                TemperatureHigh);
        }
    }
}
