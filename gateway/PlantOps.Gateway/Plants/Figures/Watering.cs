namespace PlantOps.Gateway.Plants.Figures;

/// <summary>A time at which a plant was watered, as its soil shows it.</summary>
/// <param name="Time">When half of the rise was there, or the first reading after a time without any. Unix milliseconds.</param>
/// <param name="Before">Soil moisture before, %.</param>
/// <param name="After">Highest within the two hours after, %.</param>
internal readonly record struct Watering(long Time, double Before, double After);
