using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>When a plant's soil will be too dry, in days from now. The one place where care takes it from the figures.</summary>
/// <param name="Earliest">It may be so soon.</param>
/// <param name="Likely">It will most likely be then.</param>
/// <param name="Latest">It will hardly take longer.</param>
internal readonly record struct TimeToDry(double Earliest, double Likely, double Latest)
{
    // Where there is no forecast yet, only the last rate: soil dries slower the drier it is, and faster on a warm day.
    private const double Sooner = 0.75;
    private const double Later = 1.3;

    /// <summary><see langword="null"/> where nobody can say.</summary>
    public static TimeToDry? Of(PlantFigures figures) => figures switch
    {
        { DryForecast: { IsKnown: true } dry } => new TimeToDry(dry.Earliest, dry.Likely, dry.Latest),
        { DaysUntilDry: { } days } => new TimeToDry(days * Sooner, days, days * Later),
        _ => null,
    };
}
