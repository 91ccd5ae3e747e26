namespace PlantOps.Gateway.Plants.Species;

/// <summary>Fields of a profile by their names on the wire.</summary>
internal static class SpeciesFields
{
    public const string Id = "id";
    public const string ScientificName = "scientific_name";
    public const string Synonyms = "synonyms";
    public const string CommonNames = "common_names";
    public const string GermanNames = "german_names";
    public const string FrenchNames = "french_names";
    public const string SpanishNames = "spanish_names";
    public const string Soil = "soil_moisture";
    public const string Temperature = "temperature";
    public const string Humidity = "humidity";
    public const string Light = "light";
    public const string Watering = "watering";
    public const string Feeding = "feeding";
    public const string Pets = "toxic_to_pets";
    public const string Children = "toxic_to_children";
    public const string Estimates = "estimates";
    public const string Sources = "sources";

    /// <summary>Those that can be an estimate.</summary>
    public static readonly IReadOnlyList<string> Ranges = [Soil, Temperature, Humidity, Light];
}
