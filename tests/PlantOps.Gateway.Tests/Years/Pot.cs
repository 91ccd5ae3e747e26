using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>
/// Soil that dries by the plant's thirst and is watered by somebody's habits, in percent on the scale of a calibrated probe.
/// </summary>
/// <param name="DriesADay">Points a day in air of 1 kPa deficit and good light.</param>
/// <param name="Soaked">What a watering leaves.</param>
/// <param name="WateredBelow">When its owner, who looks every <paramref name="LooksEvery"/> days, waters it.</param>
/// <param name="LooksEvery">Days.</param>
internal sealed record Pot(double DriesADay, double Soaked, double WateredBelow, int LooksEvery)
{
    private const double Floor = 4;
    private const int SoaksIn = 2;
    private const double RunsOut = 4;

    /// <summary>In each of the holidays a neighbour waters it every so many days; 0: nobody does.</summary>
    public int[] NeighbourEvery { get; init; } = [4, 5];

    /// <summary>Points that a millimetre of rain adds; 0 indoors.</summary>
    public double Rained { get; init; }

    /// <summary>Days in which its saucer is never empty, by day of the year.</summary>
    public (int From, int To) Waterlogged { get; init; } = (-1, -2);

    public PotYear Over(Weather weather, SpotAir air, Chance chance)
    {
        var soil = new double[YearCalendar.Steps];
        var added = new double[YearCalendar.Steps];
        var now = Soaked - chance.Uniform(5, 15);
        double sinking = 0, draining = 0;
        var (day, due) = (-1, double.NaN);
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            if (YearCalendar.DayOf(step) is var today && today != day)
            {
                day = today;
                due = IsLookedAfter(day, now, chance) ? 8.5 + chance.Uniform(0, 11) : double.NaN;
            }

            if (YearCalendar.HourOf(step) >= due)
            {
                sinking += Math.Max(6, Soaked + chance.Normal(3) - now);
                due = double.NaN;
            }

            var rain = now < 88 ? weather.Rain[step] * Rained : 0;
            var sunk = Math.Min(sinking, Math.Max(sinking / SoaksIn, 4));
            if (IsWaterlogged(day)) sunk = Math.Max(sunk, (92 - now) * 0.05);
            sinking = Math.Max(0, sinking - sunk);
            added[step] = sunk + rain;
            draining = (draining + (sunk > 0.5 ? sunk * RunsOut / 40 : 0)) * 0.93;
            now += sunk + rain - Dried(now, air, step) - (IsWaterlogged(day) ? 0 : draining * 0.075);
            if (now > 80 && !IsWaterlogged(day)) now -= (now - 80) * 0.02;
            soil[step] = now = Math.Clamp(now, Floor, 96);
        }

        return new PotYear(soil, added);
    }

    /// <summary>
    /// In how many days it is as dry as that if nobody waters it and no rain falls; NaN where the year is over before.
    /// </summary>
    /// <param name="air">What it lives in.</param>
    /// <param name="soil">Its soil over the year.</param>
    /// <param name="step">From when.</param>
    /// <param name="low">%.</param>
    public double DaysUntil(SpotAir air, double[] soil, int step, double low)
    {
        var now = soil[step];
        for (var next = step; next < YearCalendar.Steps; next++)
        {
            if (now <= low) return (next - step) / (double)YearCalendar.StepsADay;
            now -= Dried(now, air, next);
        }

        return double.NaN;
    }

    private bool IsWaterlogged(int day) => day >= Waterlogged.From && day <= Waterlogged.To;

    private bool IsLookedAfter(int day, double now, Chance chance)
    {
        if (IsWaterlogged(day) || (day <= Waterlogged.To + 5 && day > Waterlogged.To)) return false;
        if (!YearCalendar.IsAway(day)) return day % LooksEvery == 0 && now < WateredBelow + chance.Normal(2);
        var holiday = Array.FindIndex(YearCalendar.Holidays, one => day >= one.From && day <= one.To);
        var every = NeighbourEvery[holiday];
        return every > 0 && (day - YearCalendar.Holidays[holiday].From) % every == every / 2;
    }

    private double Dried(double now, SpotAir air, int step)
    {
        var deficit = VapourPressure.Deficit(air.Temperature[step], air.Humidity[step]);
        var light = Math.Min(1.5, air.Light[step] / 8000);
        var thirst = 0.25 + (0.45 * deficit) + (0.45 * light);
        return DriesADay * thirst * Math.Clamp((now - Floor) / 22, 0.03, 1) / YearCalendar.StepsADay;
    }
}

/// <param name="Soil">%, a value a step.</param>
/// <param name="Added">Points of water that sank in within a step.</param>
internal sealed record PotYear(double[] Soil, double[] Added);
