namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>
/// How fast a plant's soil dries in the air of its room, learned from whole days: what warmth does to a probe within a day is in
/// none of them. Lately counts most; what earlier dry-downs showed stands in while there is little of that.
/// </summary>
internal sealed class DryingLaw(Slowing slowing)
{
    // Days of drying after which one counts for a third; how many of what is usual stand beside those of lately.
    private const double Lately = 3;
    private const double Usually = 25;
    private const double Trust = 2;

    private double _latelyLost, _latelyPull, _usuallyLost, _usuallyPull;
    private double _pull = 1;

    /// <summary>Days of which it was learned, as far as they still count.</summary>
    public double Days { get; private set; }

    /// <summary>Points a day before it slows down, in air as of the last day; 0 where nothing was learned.</summary>
    public double Rate => _usuallyPull <= 0 ? 0
        : (_latelyLost + (Trust * _usuallyLost / _usuallyPull)) / (_latelyPull + Trust) * _pull;

    /// <summary>
    /// How hard air pulls, as a part of what it does at 1 kPa. Half of what a pot loses then, it loses in saturated air too:
    /// light drives leaves as much.
    /// </summary>
    /// <param name="deficit">Vapour pressure deficit, kPa.</param>
    public static double Pull(double deficit) => (1 + deficit) / 2;

    /// <param name="day">That ended.</param>
    /// <param name="days">Since the one before.</param>
    public void Learn(in DryingDay day, double days)
    {
        _pull = day.Pull;
        var pull = day.Pull * slowing.At(day.Level);
        var (lately, usually) = (Math.Exp(-days / Lately), Math.Exp(-days / Usually));
        (_latelyLost, _latelyPull) = ((_latelyLost * lately) + (day.Lost * days), (_latelyPull * lately) + (pull * days));
        (_usuallyLost, _usuallyPull) = ((_usuallyLost * usually) + (day.Lost * days), (_usuallyPull * usually) + (pull * days));
        Days = (Days * usually) + days;
    }
}
