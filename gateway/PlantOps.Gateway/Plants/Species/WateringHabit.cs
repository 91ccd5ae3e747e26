namespace PlantOps.Gateway.Plants.Species;

/// <summary>What a species profile says of watering while a plant rests.</summary>
internal enum RestWatering
{
    /// <summary>As always: when its soil is dry.</summary>
    AsAlways,

    /// <summary>Hardly any: only where it would be damaged.</summary>
    Hardly,

    /// <summary>None.</summary>
    None,
}

/// <summary>In which seasons a plant rests and is left dry.</summary>
/// <param name="Winter">From November to February of the northern half.</param>
/// <param name="IsDryInSummer">Bulbs that are dry from June to August.</param>
internal readonly record struct RestHabit(RestWatering Winter, bool IsDryInSummer)
{
    public bool IsDry => Winter != RestWatering.AsAlways || IsDryInSummer;
}

/// <summary>Reads it.</summary>
internal static class WateringHabit
{
    private static readonly string[] Never = ["none in winter", "none while", "dry while dormant", "dry while it rests"];
    private static readonly string[] Little = ["hardly in winter", "hardly while leafless", "nearly dry at rest",
        "sparingly in winter"];

    public static RestHabit Of(string? watering) => new(InRest(watering), RestsInSummer(watering));

    public static RestWatering InRest(string? watering) =>
        Says(watering, Never) ? RestWatering.None : Says(watering, Little) ? RestWatering.Hardly : RestWatering.AsAlways;

    /// <summary>It takes less in winter, and still when its soil is dry.</summary>
    public static bool IsLessInWinter(string? watering) =>
        InRest(watering) != RestWatering.AsAlways || Says(watering, ["less in winter", "drier in winter"]);

    /// <summary>Bulbs that are dry while they rest, from June to August.</summary>
    public static bool RestsInSummer(string? watering) => Says(watering, ["dry in summer"]);

    private static bool Says(string? text, string[] parts) =>
        text is not null && Array.Exists(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase));
}
