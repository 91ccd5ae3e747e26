using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>Where in its room a plant stands: what of the sky and the sun comes to it, and how near the pane is.</summary>
/// <param name="Faces">Where the window looks, degrees from north over east.</param>
/// <param name="Sky">Which part of the light of the sky arrives.</param>
/// <param name="Sun">Which part of the sun's, while it stands before the window.</param>
internal sealed record Spot(double Faces, double Sky, double Sun)
{
    private const double Opening = 80;

    /// <summary>How much nearer to the weather outside than the room is, 0 to 1.</summary>
    public double AtThePane { get; init; }

    /// <summary>K at 50,000 lux of sun on the sensor.</summary>
    public double WarmsInTheSun { get; init; } = 1.5;

    /// <summary>Of the room's lamp in the evening, lux.</summary>
    public double Evening { get; init; } = 60;

    /// <summary>Of a lamp for plants, from 7 to 21 o'clock in the months when days are short, lux.</summary>
    public double GrowLamp { get; init; }

    public SpotAir Over(Weather weather, RoomAir room)
    {
        var air = new SpotAir();
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            var sun = weather.Direct[step] * Sun * Incidence(weather.Azimuth[step], weather.SineOfElevation[step]);
            var lamp = IsLit(step) ? GrowLamp : 0;
            air.Sun[step] = sun;
            air.Lamp[step] = lamp > 0 ? 1 : 0;
            air.Light[step] = (weather.Sky[step] * Sky) + sun + lamp + EveningLight(weather, step);
            air.Temperature[step] = room.Temperature[step] + (AtThePane * (weather.Temperature[step] - room.Temperature[step]))
                + (WarmsInTheSun * sun / 50_000);
            air.Humidity[step] = Math.Min(100, 100 * room.Vapour[step] / VapourPressure.Saturation(air.Temperature[step]));
        }

        return air;
    }

    private static bool IsLit(int step) =>
        YearCalendar.Local(step).Month is >= 10 or <= 3 && YearCalendar.HourOf(step) is >= 7 and < 21;

    private double EveningLight(Weather weather, int step) =>
        weather.SineOfElevation[step] < 0.05 && YearCalendar.HourOf(step) is >= 17 and < 22.5
            && !YearCalendar.IsAway(YearCalendar.DayOf(step)) ? Evening : 0;

    private double Incidence(double azimuth, double sine)
    {
        if (sine <= 0) return 0;
        var aside = Math.Abs(((azimuth - Faces + 540) % 360) - 180);
        if (aside > Opening) return 0;
        return Math.Cos(aside * Math.PI / 180) * Math.Sqrt(1 - (sine * sine));
    }
}

/// <summary>What a plant at its spot lives in, a value a step: the truth that no sensor knows.</summary>
internal sealed class SpotAir
{
    /// <summary>°C.</summary>
    public double[] Temperature { get; } = new double[YearCalendar.Steps];

    /// <summary>%.</summary>
    public double[] Humidity { get; } = new double[YearCalendar.Steps];

    /// <summary>In all, lux.</summary>
    public double[] Light { get; } = new double[YearCalendar.Steps];

    /// <summary>Of the sun, lux.</summary>
    public double[] Sun { get; } = new double[YearCalendar.Steps];

    /// <summary>Whether the lamp for plants is on, 0 or 1.</summary>
    public double[] Lamp { get; } = new double[YearCalendar.Steps];
}
