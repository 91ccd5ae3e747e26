namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// How hard air pulls water out of leaves. R. G. Allen, L. S. Pereira, D. Raes and M. Smith, Crop evapotranspiration, FAO
/// Irrigation and Drainage Paper 56 (1998), equation 11, which is O. Tetens (1930) in the form of F. W. Murray, J. Appl.
/// Meteorol. 6 (1967): over water.
/// </summary>
internal static class VapourPressure
{
    /// <param name="temperature">°C, −20 to 60.</param>
    /// <returns>kPa.</returns>
    public static double Saturation(double temperature) => 0.6108 * Math.Exp(17.27 * temperature / (temperature + 237.3));

    /// <summary>What the air could take up beyond what it holds.</summary>
    /// <param name="temperature">°C.</param>
    /// <param name="humidity">Relative humidity, %; a sensor's 101 counts as 100.</param>
    /// <returns>kPa.</returns>
    public static double Deficit(double temperature, double humidity) =>
        Saturation(temperature) * (1 - (Math.Clamp(humidity, 0, 100) / 100));
}
