using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>Names of facts. They are on the wire: one is only ever added.</summary>
internal static class CareFactNames
{
    public const string Soil = "soil_moisture";
    public const string SoilLow = "soil_moisture_low";
    public const string SoilCritical = "soil_moisture_critical_low";
    public const string SoilHigh = "soil_moisture_high";
    public const string DaysUntilDry = "days_until_dry";
    public const string DryEarliest = "days_until_dry_earliest";
    public const string DryLatest = "days_until_dry_latest";
    public const string DryingRate = "drying_rate";
    public const string DryDays = "dry_days";
    public const string DaysSinceWatering = "days_since_watering";
    public const string WateringInterval = "watering_interval";
    public const string Watering = "watering";
    public const string Temperature = "temperature";
    public const string TemperatureLow = "temperature_low";
    public const string TemperatureHigh = "temperature_high";
    public const string FrostLimit = "temperature_critical_low";
    public const string Coldest = "coldest";
    public const string Humidity = "humidity";
    public const string HumidityLow = "humidity_low";
    public const string HumidityHigh = "humidity_high";
    public const string Vpd = "vapour_pressure_deficit";
    public const string Light = "daily_light";
    public const string LightLow = "daily_light_low";
    public const string LightHigh = "daily_light_high";
    public const string Feeding = "feeding";
    public const string FeedingMin = "feeding_interval_least";
    public const string FeedingMax = "feeding_interval_most";
    public const string DaysSinceFeeding = "days_since_feeding";
    public const string DaysSinceRepotting = "days_since_repotting";
    public const string DaysSinceTreatment = "days_since_treatment";
    public const string Pets = "toxic_to_pets";
    public const string Children = "toxic_to_children";
}

/// <summary>Puts everything that is known of a plant into a table, with where it is from.</summary>
internal static class CareFactTable
{
    private const double Day = 24 * 60 * 60 * 1000;
    private const string Percent = "%";
    private const string Celsius = "°C";
    private const string Days = "d";
    private const string Moles = "mol/m²";

    // Of fewer waterings nobody knows how often it is done.
    private const int MinWaterings = 3;

    public static CareFacts Of(CareInputs inputs, FeedingHabit? feeding)
    {
        var facts = new CareFacts();
        AddWater(facts, inputs);
        AddAir(facts, inputs);
        AddLight(facts, inputs);
        AddSpecies(facts, inputs.Species, feeding);
        AddJournal(facts, inputs, CareFactNames.DaysSinceFeeding, JournalKind.Fertilised);
        AddJournal(facts, inputs, CareFactNames.DaysSinceRepotting, JournalKind.Repotted);
        AddJournal(facts, inputs, CareFactNames.DaysSinceTreatment, JournalKind.Treated);
        return facts;
    }

    private static void AddWater(CareFacts facts, CareInputs inputs)
    {
        var (readings, limits, figures) = (inputs.Readings, inputs.Limits, inputs.Figures);
        facts.Add(readings.Soil?.FactAs(CareFactNames.Soil, Percent, inputs.Device));
        facts.Add(limits.SoilLow?.FactAs(CareFactNames.SoilLow, Percent));
        if (limits.SoilLow is { Critical: { } critical } low)
        {
            facts.Add((low with { Value = critical, Field = low.Field is null ? null : "soil_moisture.critical_low" })
                .FactAs(CareFactNames.SoilCritical, Percent));
        }

        facts.Add(limits.SoilHigh?.FactAs(CareFactNames.SoilHigh, Percent));
        if (TimeToDry.Of(figures) is { } dry)
        {
            facts.Add(Figure(CareFactNames.DaysUntilDry, dry.Likely, Days, inputs.Now));
            facts.Add(Figure(CareFactNames.DryEarliest, dry.Earliest, Days, inputs.Now, CareFactKind.Derived));
            facts.Add(Figure(CareFactNames.DryLatest, dry.Latest, Days, inputs.Now, CareFactKind.Derived));
        }

        facts.Add(Figure(CareFactNames.DryingRate, figures.DryingRate, "%/d", inputs.Now));
        facts.Add(Figure(CareFactNames.DryDays, readings.Dry?.Days, Days, readings.Dry?.From, CareFactKind.Derived));
        AddWaterings(facts, inputs);
    }

    private static void AddWaterings(CareFacts facts, CareInputs inputs)
    {
        var said = inputs.Last(JournalKind.Watered);
        var isSaid = said is not null && said.At >= (inputs.Figures.LastWatered ?? 0);
        if ((isSaid ? said!.At : inputs.Figures.LastWatered) is { } last)
        {
            facts.Add(new CareFact
            {
                Name = CareFactNames.DaysSinceWatering,
                Kind = isSaid ? CareFactKind.Journal : CareFactKind.Figure,
                Value = Math.Max(0, (inputs.Now - last) / Day),
                Unit = Days,
                At = last,
                Entry = isSaid ? said!.Id : null,
            });
        }

        facts.Add(Figure(CareFactNames.WateringInterval, Interval(inputs), Days, inputs.Now, CareFactKind.Derived));
    }

    /// <summary>How far apart waterings usually are, by the soil or, where that shows none, by the journal; days.</summary>
    private static double? Interval(CareInputs inputs)
    {
        var seen = inputs.Figures.Waterings.Select(watering => watering.Time).ToList();
        var times = seen.Count >= MinWaterings
            ? seen
            : inputs.Journal.Where(entry => entry.Kind == JournalKind.Watered).Select(entry => entry.At).ToList();
        if (times.Count < MinWaterings) return null;
        return Median.Of(times.Zip(times.Skip(1), (one, next) => (next - one) / Day));
    }

    private static void AddAir(CareFacts facts, CareInputs inputs)
    {
        var (readings, limits, device) = (inputs.Readings, inputs.Limits, inputs.Device);
        facts.Add(readings.Temperature?.FactAs(CareFactNames.Temperature, Celsius, device));
        facts.Add(limits.TemperatureLow?.FactAs(CareFactNames.TemperatureLow, Celsius));
        facts.Add(limits.TemperatureHigh?.FactAs(CareFactNames.TemperatureHigh, Celsius));
        facts.Add(readings.Coldest?.FactAs(CareFactNames.Coldest, Celsius, device));
        facts.Add(Species(CareFactNames.FrostLimit, "temperature.critical_low", inputs.Species?.Temperature?.CriticalLow,
            Celsius));
        facts.Add(readings.Humidity?.FactAs(CareFactNames.Humidity, Percent, device));
        facts.Add(limits.HumidityLow?.FactAs(CareFactNames.HumidityLow, Percent));
        facts.Add(limits.HumidityHigh?.FactAs(CareFactNames.HumidityHigh, Percent));
        facts.Add(Figure(CareFactNames.Vpd, inputs.Figures.VapourPressureDeficit, "kPa", inputs.Figures.AirMeasuredAt));
    }

    private static void AddLight(CareFacts facts, CareInputs inputs)
    {
        facts.Add(Figure(CareFactNames.Light, inputs.Readings.DailyLight, Moles, inputs.Now, CareFactKind.Derived));
        facts.Add(inputs.Limits.DailyLightLow?.FactAs(CareFactNames.LightLow, Moles));
        facts.Add(inputs.Limits.DailyLightHigh?.FactAs(CareFactNames.LightHigh, Moles));
    }

    private static void AddSpecies(CareFacts facts, SpeciesProfile? species, FeedingHabit? feeding)
    {
        if (species is null) return;
        facts.Add(Said(CareFactNames.Watering, SpeciesFields.Watering, species.Watering));
        facts.Add(Said(CareFactNames.Feeding, SpeciesFields.Feeding, species.Feeding));
        facts.Add(Species(CareFactNames.FeedingMin, SpeciesFields.Feeding, feeding?.MinDays, Days));
        facts.Add(Species(CareFactNames.FeedingMax, SpeciesFields.Feeding, feeding?.MaxDays, Days));
        facts.Add(Said(CareFactNames.Pets, SpeciesFields.Pets, Word(species.Pets)));
        facts.Add(Said(CareFactNames.Children, SpeciesFields.Children, Word(species.Children)));
    }

    private static void AddJournal(CareFacts facts, CareInputs inputs, string name, JournalKind kind)
    {
        if (inputs.Last(kind) is not { } entry) return;
        facts.Add(new CareFact
        {
            Name = name, Kind = CareFactKind.Journal, Value = Math.Max(0, (inputs.Now - entry.At) / Day), Unit = Days,
            At = entry.At,
            Entry = entry.Id,
        });
    }

    private static CareFact? Figure(
        string name, double? value, string unit, long? at, CareFactKind kind = CareFactKind.Figure) => value is null ? null
        : new CareFact { Name = name, Kind = kind, Value = value, Unit = unit, At = at };

    private static CareFact? Species(string name, string field, double? value, string unit) => value is null ? null
        : new CareFact { Name = name, Kind = CareFactKind.Species, Value = value, Unit = unit, Field = field };

    private static CareFact? Said(string name, string field, string? text) => text is null ? null
        : new CareFact { Name = name, Kind = CareFactKind.Species, Text = text, Field = field };

    private static string Word(Toxicity toxicity) => toxicity switch
    {
        Toxicity.None => "none",
        Toxicity.Irritant => "irritant",
        Toxicity.Toxic => "toxic",
        _ => "unknown",
    };
}
