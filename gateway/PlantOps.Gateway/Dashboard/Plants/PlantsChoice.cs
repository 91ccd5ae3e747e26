using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>The plants of a page among all, the worst first: found by how they are, before anything else of them is
/// read.</summary>
/// <param name="States">Of all plants.</param>
/// <param name="Filters">What can be shown of them.</param>
/// <param name="Places">Where they stand; none where that tells nothing.</param>
/// <param name="Shown">Those of this page.</param>
/// <param name="Live">The ids of those that are on the page once these are.</param>
/// <param name="More">How many come behind them.</param>
/// <param name="Next">Those that come next.</param>
internal sealed record PlantsChoice(
    IReadOnlyList<CardState> States,
    IReadOnlyList<CardFilter> Filters,
    IReadOnlyList<CardFilter> Places,
    IReadOnlyList<PlantFacts> Shown,
    IReadOnlyList<string> Live,
    int More,
    PlantsQuery Next)
{
    /// <summary>More of them come when the end of the page is seen.</summary>
    public const int PageSize = 50;

    /// <summary>Those that follow are another page: one stream cannot name more.</summary>
    public const int MaxOnAPage = 300;

    private const int MaxPlaces = 12;

    /// <summary>Whether what comes next comes onto this page.</summary>
    public bool IsNextOnThisPage => More > 0 && Next.From > Next.Start;

    public static PlantsChoice Of(IReadOnlyList<PlantFacts> all, PlantsQuery query, IWords words, long now)
    {
        var known = all.Select(facts => (Facts: facts, State: PlantCard.StateOf(facts.ConditionAt(now)))).ToList();
        var found = known.Where(one => query.Fits(one.Facts.Plant)).ToList();
        var counts = found.CountBy(one => one.State).ToDictionary();
        int Count(params CardState[] states) => states.Sum(state => counts.GetValueOrDefault(state));
        var wanted = found.Where(one => IsWanted(one.State, query.Show))
            .OrderBy(one => one.State).ThenBy(one => one.Facts.Plant.Name, StringComparer.OrdinalIgnoreCase).Select(
                one => one.Facts).ToList();
        var shown = wanted.Skip(query.From).Take(PageSize).ToList();
        var end = query.From + shown.Count;
        var bare = query with { From = 0, Start = 0 };
        return new PlantsChoice(
            [.. known.Select(one => one.State)],
            [
                Filter(words.All, found.Count, null),
                Filter(words.NeedMe, Count(CardState.Critical, CardState.Warning), CardFilter.Needs),
                Filter(words.UnknownOnes, Count(CardState.Unknown), CardFilter.Unknown),
            ],
            PlacesOf(all, bare),
            shown,
            [.. wanted.Take(end).Skip(query.Start).Select(facts => facts.Plant.Id)],
            Math.Max(0, wanted.Count - end),
            query with { From = end, Start = end - query.Start >= MaxOnAPage ? end : query.Start });

        CardFilter Filter(string name, int count, string? show) =>
            new(name, count, (bare with { Show = show }).Path(), query.Show == show);
    }

    private static bool IsWanted(CardState state, string? show) => show switch
    {
        CardFilter.Needs => state is CardState.Critical or CardState.Warning,
        CardFilter.Unknown => state == CardState.Unknown,
        _ => true,
    };

    private static List<CardFilter> PlacesOf(IReadOnlyList<PlantFacts> all, PlantsQuery query)
    {
        var places = all.Select(facts => facts.Plant.Place).OfType<string>().CountBy(place => place).ToList();
        return places.Count < 2
            ? []
            : [
                .. places.OrderByDescending(place => place.Value).ThenBy(
                    place => place.Key, StringComparer.OrdinalIgnoreCase).Take(MaxPlaces)
                    .Select(place => new CardFilter(
                        place.Key, place.Value, (query with { Place = query.Place == place.Key ? null : place.Key }).Path(),
                            query.Place == place.Key)),
            ];
    }
}
