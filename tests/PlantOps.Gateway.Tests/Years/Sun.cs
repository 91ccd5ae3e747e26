namespace PlantOps.Gateway.Tests.Years;

/// <summary>Where the sun stands over Berlin, and how much light it gives without clouds.</summary>
/// <param name="SineOfElevation">Below 0 at night.</param>
/// <param name="Azimuth">Degrees from north over east.</param>
internal readonly record struct Sun(double SineOfElevation, double Azimuth)
{
    private const double Latitude = 52.47 * Math.PI / 180;
    private const double Longitude = 13.40;
    private const double Tilt = 23.45 * Math.PI / 180;

    // Illuminance beyond the air and its extinction: IESNA Lighting Handbook, 9th edition, chapter 8.
    private const double LuxBeyondAir = 128_000;
    private const double Extinction = 0.21;

    /// <summary>Direct, on a surface that faces the sun, lux.</summary>
    public double ClearDirect => SineOfElevation <= 0 ? 0 : LuxBeyondAir * Math.Exp(-Extinction / SineOfElevation);

    /// <summary>Of a blue sky, on the ground, lux; same source.</summary>
    public double ClearSky => SineOfElevation <= 0 ? 0 : 800 + (15_500 * Math.Sqrt(SineOfElevation));

    /// <summary>Of a grey sky, on the ground, lux; same source.</summary>
    public double OvercastSky => SineOfElevation <= 0 ? 0 : 300 + (21_000 * SineOfElevation);

    public static Sun At(long time)
    {
        var utc = DateTimeOffset.FromUnixTimeMilliseconds(time);
        var turn = 2 * Math.PI * (utc.DayOfYear - 81) / 365;
        var declination = Math.Asin(Math.Sin(Tilt) * Math.Sin(turn));
        var equationOfTime = ((9.87 * Math.Sin(2 * turn)) - (7.53 * Math.Cos(turn)) - (1.5 * Math.Sin(turn))) / 60;
        var solar = utc.TimeOfDay.TotalHours + (Longitude / 15) + equationOfTime;
        var angle = (solar - 12) * Math.PI / 12;
        var sine = (Math.Sin(Latitude) * Math.Sin(declination)) + (Math.Cos(Latitude) * Math.Cos(declination) * Math.Cos(angle));
        var towardsNorth = (Math.Cos(angle) * Math.Sin(Latitude)) - (Math.Tan(declination) * Math.Cos(Latitude));
        var azimuth = Math.Atan2(Math.Sin(angle), towardsNorth);
        return new Sun(sine, 180 + (azimuth * 180 / Math.PI));
    }
}
