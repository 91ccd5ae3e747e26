using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>A plant, where it stands and what watches it.</summary>
/// <param name="Name">Its name and what it is known by in the year.</param>
/// <param name="Species">The id of its profile.</param>
/// <param name="Room">Its room.</param>
/// <param name="Spot">Where in the room.</param>
/// <param name="Pot">Its soil.</param>
/// <param name="Instruments">Its device's sensors.</param>
internal sealed record HousePlant(string Name, string Species, Room Room, Spot Spot, Pot Pot, Instruments Instruments);

/// <summary>A plant's year: what was so, and what was measured.</summary>
/// <param name="Plant">Which plant.</param>
/// <param name="Air">The air and light that it lived in.</param>
/// <param name="Soil">Its soil, %, a value a step.</param>
/// <param name="Readings">What its device sent, oldest first.</param>
/// <param name="Waterings">When it was watered, oldest first.</param>
internal sealed record PlantYear(
    HousePlant Plant, SpotAir Air, double[] Soil, Reading[] Readings, IReadOnlyList<TrueWatering> Waterings);

/// <summary>The year of all plants.</summary>
/// <param name="Seed">That makes it again.</param>
/// <param name="Plants">Of one household.</param>
/// <param name="Problems">What must be found.</param>
/// <param name="Mishaps">What went wrong with what watches them.</param>
internal sealed record HouseholdYear(
    int Seed, IReadOnlyList<PlantYear> Plants, IReadOnlyList<PlantedProblem> Problems, IReadOnlyList<Mishap> Mishaps)
{
    /// <summary>Whether a plant's device had no power.</summary>
    public bool IsDead(string plant, long time) =>
        Mishaps.Any(mishap => mishap.Kind == MishapKind.Dead && mishap.IsAt(plant, time));
}

/// <summary>Water that came to a pot, from a can or the sky.</summary>
/// <param name="From">When it began.</param>
/// <param name="SeenFrom">The last reading before.</param>
/// <param name="SeenTo">The last reading that could date it: some hours after, or the first after a silence.</param>
/// <param name="IsCertain">Whether it rose by ten points in two hours; less, or slower, is neither missed nor made up.</param>
internal sealed record TrueWatering(long From, long SeenFrom, long SeenTo, bool IsCertain)
{
    private const double Certain = 10;
    private const double Doubtful = 3;
    private const int Pause = (int)(2 * YearCalendar.Hour / YearCalendar.Step);
    private const long DatedWithin = 3 * YearCalendar.Hour;

    public static IReadOnlyList<TrueWatering> Of(PotYear pot, Reading[] readings)
    {
        var found = new List<TrueWatering>();
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            if (pot.Added[step] <= 0) continue;
            var last = step;
            for (var next = step; next < Math.Min(last + Pause, YearCalendar.Steps); next++)
            {
                if (pot.Added[next] > 0) last = next;
            }

            if (Make(pot, readings, step, last) is { } watering) found.Add(watering);
            step = last;
        }

        return found;
    }

    /// <summary>What a probe beside the pot cannot have seen before it was put back.</summary>
    public TrueWatering Behind(IEnumerable<Mishap> pulled) =>
        pulled.FirstOrDefault(mishap => From >= mishap.From - YearCalendar.Hour && From < mishap.To) is { } mishap
            ? this with { SeenTo = Math.Max(SeenTo, mishap.To + DatedWithin), IsCertain = false }
            : this;

    private static TrueWatering? Make(PotYear pot, Reading[] readings, int first, int last)
    {
        var before = pot.Soil[Math.Max(0, first - 1)];
        var rise = pot.Soil.AsSpan(first, last - first + 1).Max() - before;
        if (rise < Doubtful) return null;
        var quick = pot.Soil.AsSpan(first, Math.Min(Pause, YearCalendar.Steps - first)).Max() - before;
        var (from, to) = (YearCalendar.TimeOf(first), YearCalendar.TimeOf(last) + DatedWithin);
        var index = Array.FindIndex(readings, reading => reading.Time >= from);
        if (index < 0) return null;
        var seenFrom = readings[Math.Max(0, index - 1)].Time;
        return new TrueWatering(from, seenFrom, Math.Max(to, readings[index].Time + YearCalendar.Hour), quick >= Certain);
    }
}

internal static class SpanExtensions
{
    public static double Max(this Span<double> values)
    {
        var max = double.NegativeInfinity;
        foreach (var value in values) max = Math.Max(max, value);
        return max;
    }
}
