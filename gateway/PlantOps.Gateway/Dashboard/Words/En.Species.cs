namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what kinds of plants need.</summary>
internal sealed partial class En
{
    public string SpeciesTitle => "Species";

    public string SearchSpecies => "Name";

    public string SearchSpeciesHelp => "Scientific, English, German, French or Spanish; typing mistakes are forgiven.";

    public string NoOwnSpecies => "None was added or changed here yet";

    public string OwnSpecies => "Added or changed here";

    public string OwnOne => "added here";

    public string ChangedOne => "changed here";

    public string AddASpecies => "Add a species";

    public string ChangeSpecies => "Change it";

    public string ChangeSpeciesHelp => "Plants of it take their limits from here. What stays empty is not watched.";

    public string ScientificName => "Scientific name";

    public string EnglishNames => "English names";

    public string GermanNames => "German names";

    public string FrenchNames => "French names";

    public string SpanishNames => "Spanish names";

    public string WithCommas => "Several with commas between them.";

    public string WhenToWater => "When to water";

    public string HowOftenToFeed => "How often to feed";

    public string ToPets => "To cats and dogs";

    public string ToChildren => "To children";

    public string WhereFrom => "Where its figures are from";

    public string RemoveSpecies => "Remove it";

    public string AsItCame => "As it came";

    public string SpeciesIsThere => "There is such a species already.";

    public string SpeciesKnown(int count, int own) =>
        own == 0 ? $"{count} are known." : $"{count} are known, {own} added or changed here.";

    public string SpeciesMatches(int count) => count switch
    {
        0 => "Not known: none has such a name",
        1 => "1 has such a name",
        _ => $"The {count} likeliest",
    };

    public string SpeciesInUse(string plants) =>
        $"It stays, because plants are of it: {plants}. Give them another species first.";

    public string SpeciesRange(string name) => name switch
    {
        "soil_moisture" => "Soil moisture, %",
        "temperature" => "Temperature, °C",
        "humidity" => "Air humidity, %",
        _ => "Light",
    };

    public string RangeEnd(string name) => name switch
    {
        "critical_low" => "Damaged below",
        "low" => "At least",
        "high" => "At most",
        "critical_high" => "Damaged above",
        "min_lux" => "At least, lx",
        "max_lux" => "At most, lx",
        "min_daily" => "At least a day, mol/m²",
        _ => "At most a day, mol/m²",
    };

    public string Toxic(string name) => name switch
    {
        "none" => "harmless",
        "irritant" => "irritant",
        "toxic" => "poisonous",
        _ => "not known",
    };

    public string SpeciesProblem(string problem) => problem;
}
