using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>What a plant shall have, as its alerts have it too: of its species, or as its owner set it.</summary>
internal sealed record CareLimits
{
    public static readonly CareLimits None = new();

    private static readonly string Soil = Metrics.Name(Metric.SoilMoisture);
    private static readonly string Temperature = Metrics.Name(Metric.Temperature);
    private static readonly string Humidity = Metrics.Name(Metric.Humidity);

    /// <summary>Soil moisture, %.</summary>
    public CareLimit? SoilLow { get; init; }

    public CareLimit? SoilHigh { get; init; }

    /// <summary>Air, °C.</summary>
    public CareLimit? TemperatureLow { get; init; }

    public CareLimit? TemperatureHigh { get; init; }

    /// <summary>Relative humidity, %.</summary>
    public CareLimit? HumidityLow { get; init; }

    public CareLimit? HumidityHigh { get; init; }

    /// <summary>Light a day, mol/m².</summary>
    public CareLimit? DailyLightLow { get; init; }

    public CareLimit? DailyLightHigh { get; init; }

    /// <param name="rules">All rules of the plant, with those that are turned off.</param>
    /// <param name="own">What its owner changed of them.</param>
    /// <param name="isSpeciesKnown">Whether thresholds are those of its species.</param>
    public static CareLimits Of(IEnumerable<AlertRule> rules, IReadOnlyDictionary<string, RuleChange> own, bool isSpeciesKnown)
    {
        var byId = rules.Where(rule => own.GetValueOrDefault(rule.Id)?.Enabled != false).ToDictionary(rule => rule.Id);
        return new CareLimits
        {
            SoilLow = Limit($"{Soil}.low", $"{Soil}.low"),
            SoilHigh = Limit($"{Soil}.high", $"{Soil}.high"),
            TemperatureLow = Limit($"{Temperature}.low", $"{Temperature}.low"),
            TemperatureHigh = Limit($"{Temperature}.high", $"{Temperature}.high"),
            HumidityLow = Limit($"{Humidity}.low", $"{Humidity}.low"),
            HumidityHigh = Limit($"{Humidity}.high", $"{Humidity}.high"),
            DailyLightLow = Limit("light.low", "light.min_daily"),
            DailyLightHigh = Limit("light.high", "light.max_daily"),
        };

        CareLimit? Limit(string id, string field)
        {
            if (!byId.TryGetValue(id, out var rule) || (rule.Warning ?? rule.Critical) is not { } value) return null;
            var isOwn = own.TryGetValue(id, out var change) && (change.Warning ?? change.Critical) is not null;
            return new CareLimit(value, id == "light.low" || id == "light.high" ? null : rule.Critical, id)
            {
                Field = isSpeciesKnown && !isOwn ? field : null,
            };
        }
    }

}

/// <summary>One end of a range.</summary>
/// <param name="Value">Beyond it something is to be done.</param>
/// <param name="Critical">Beyond it the plant is harmed; <see langword="null"/> where nothing is said of that.</param>
/// <param name="Rule">The rule that has it.</param>
internal sealed record CareLimit(double Value, double? Critical, string Rule)
{
    /// <summary>The field of the species' profile that has it; <see langword="null"/> where it is not of the species.</summary>
    public string? Field { get; init; }

    public CareFact FactAs(string name, string unit) => new()
    {
        Name = name,
        Kind = Field is null ? CareFactKind.Derived : CareFactKind.Species,
        Value = Value,
        Unit = unit,
        Field = Field,
        Rule = Field is null ? Rule : null,
    };
}
