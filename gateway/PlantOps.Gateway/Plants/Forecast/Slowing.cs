namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>
/// Below which level soil gives its water more slowly: in proportion to what is left, as R. G. Allen and others have it (FAO
/// Irrigation and Drainage Paper 56 (1998), equation 84).
/// </summary>
/// <param name="Below">Soil moisture, %.</param>
internal readonly record struct Slowing(double Below)
{
    // Nothing is left where a calibrated probe shows what it shows in the air.
    private const double Nothing = 3;
    private const double Slowest = 0.05;
    private const double Step = 0.5;

    // Where no dry-down went so low: potting mixes let go more slowly from about here. Another level must explain more.
    private const double Usual = 20;
    private const double Doubt = 0.01;
    private static readonly double[] Candidates = [12, 16, Usual, 25, 32, 40, 50, 65, 80];

    /// <summary>Which part of its speed is left at a level, 0 to 1.</summary>
    public double At(double level) => Math.Clamp((level - Nothing) / (Below - Nothing), Slowest, 1);

    /// <summary>As long as from a level to another it takes to lose so many points at full speed.</summary>
    public double Between(double high, double low)
    {
        var points = 0.0;
        for (var level = high; level > low; level -= Step)
        {
            var step = Math.Min(Step, level - low);
            points += step / At(level - (step / 2));
        }

        return points;
    }

    /// <summary>The one that explains best how the days within each dry-down differ.</summary>
    public static Slowing Of(IReadOnlyList<DryDown> dryDowns)
    {
        var (best, least) = (new Slowing(Usual), double.PositiveInfinity);
        foreach (var level in Candidates)
        {
            var slowing = new Slowing(level);
            var missed = dryDowns.Sum(slowing.Missed) * (1 + (Doubt * Math.Abs(Math.Log(level / Usual))));
            if (missed < least) (best, least) = (slowing, missed);
        }

        return best;
    }

    // Squares that are left when each dry-down has the speed that fits it best.
    private double Missed(DryDown dryDown)
    {
        double lost = 0, pulled = 0, squares = 0;
        foreach (var day in dryDown.Days)
        {
            var pull = At(day.Level) * day.Pull;
            lost += day.Lost * pull;
            pulled += pull * pull;
            squares += day.Lost * day.Lost;
        }

        return squares - (pulled > 0 ? lost * lost / pulled : 0);
    }
}
