using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>An entry of the journal, or a watering that only the soil shows.</summary>
/// <param name="At">Unix milliseconds UTC.</param>
/// <param name="What">What was done.</param>
/// <param name="Text">More about it.</param>
/// <param name="By">Who says so.</param>
public sealed record JournalRow(long At, string What, string? Text, string By)
{
    /// <summary>How much water.</summary>
    public string? Amount { get; init; }

    /// <summary>What the soil shows of it.</summary>
    public string? Seen { get; init; }

    /// <summary>The entry's id; <c>null</c> where nobody wrote one.</summary>
    public string? Id { get; init; }
}

/// <summary>Puts what people say and what the soil shows together.</summary>
internal static class JournalRows
{
    private const long Hour = 60 * 60 * 1000;

    /// <summary>Who waters says so beforehand or afterwards, and water takes its time to a probe.</summary>
    private const long SaidBefore = 6 * Hour;
    private const long SaidAfter = 3 * Hour;

    /// <param name="entries">The newest first.</param>
    /// <param name="waterings">Those that the soil shows.</param>
    /// <param name="speech">The language.</param>
    /// <param name="most">How many rows.</param>
    public static IReadOnlyList<JournalRow> Of(
        IReadOnlyList<JournalEntry> entries, IReadOnlyList<Watering> waterings, Speech speech, int most)
    {
        var seen = waterings.ToList();
        var rows = entries.Select(entry => RowOf(entry, Take(entry, seen), speech)).ToList();

        // What was seen before the oldest entry that is shown may have been said as well.
        var from = entries.Count < most ? 0 : entries[^1].At;
        var unsaid = seen.Where(watering => watering.Time >= from).Select(watering => Unsaid(watering, speech));
        return [.. rows.Concat(unsaid).OrderByDescending(row => row.At).Take(most)];
    }

    private static Watering? Take(JournalEntry entry, List<Watering> seen)
    {
        if (entry.Kind != JournalKind.Watered) return null;
        var near = seen.Where(watering => watering.Time >= entry.At - SaidAfter && watering.Time <= entry.At + SaidBefore)
            .OrderBy(watering => Math.Abs(watering.Time - entry.At)).Take(1).ToList();
        if (near.Count == 0) return null;
        seen.Remove(near[0]);
        return near[0];
    }

    private static JournalRow RowOf(JournalEntry entry, Watering? seen, Speech speech) =>
        new(entry.At, speech.Words.Did(entry.Kind.ToString()), entry.Text, entry.By)
        {
            Id = entry.Id,
            Amount = entry.AmountMl is { } ml ? Speech.Tight(speech.Alerts.Value(ml, "ml")) : null,
            Seen = seen is { } watering ? speech.Words.SeenInTheSoil(RiseOf(watering, speech)) : null,
        };

    private static JournalRow Unsaid(Watering watering, Speech speech) =>
        new(watering.Time, speech.Words.Did(nameof(JournalKind.Watered)), null, speech.Words.NobodySaidSo)
        {
            Seen = speech.Words.SeenInTheSoil(RiseOf(watering, speech)),
        };

    private static string RiseOf(Watering watering, Speech speech) =>
        "+" + Speech.Tight(speech.Alerts.Value(Math.Round(watering.After - watering.Before), "%"));
}
