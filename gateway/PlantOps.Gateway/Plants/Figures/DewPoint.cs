namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// Below which temperature leaves get wet. The Magnus form with the constants of O. A. Alduchov and R. E. Eskridge,
/// Improved Magnus form approximation of saturation vapor pressure, J. Appl. Meteorol. 35 (1996), equation 21: 0.4 % from −40
/// to 50 °C.
/// </summary>
internal static class DewPoint
{
    private const double A = 17.625;
    private const double B = 243.04;

    // Of bone-dry air there is no dew point; no sensor tells less from nothing.
    private const double MinHumidity = 0.1;

    /// <param name="temperature">°C.</param>
    /// <param name="humidity">Relative humidity, %.</param>
    /// <returns>°C.</returns>
    public static double Of(double temperature, double humidity)
    {
        var gamma = Math.Log(Math.Clamp(humidity, MinHumidity, 100) / 100) + (A * temperature / (B + temperature));
        return B * gamma / (A - gamma);
    }
}
