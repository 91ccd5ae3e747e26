using PlantOps.Gateway.Dashboard.FirstRun;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>All plants, the worst first.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Headline">How they are, in a sentence.</param>
/// <param name="Filters">What can be shown of them.</param>
/// <param name="Cards">Those that are shown.</param>
/// <param name="More">How many more there are than a page has room for.</param>
/// <param name="Waiting">Browsers that wait to be let in, for who may do that.</param>
/// <param name="Doors">How to begin, where there is no plant.</param>
public sealed record PlantsView(
    Shell Shell,
    string Headline,
    IReadOnlyList<CardFilter> Filters,
    IReadOnlyList<PlantCard> Cards,
    int More,
    int Waiting,
    IReadOnlyList<Door> Doors)
{
    /// <summary>Places where they stand.</summary>
    public IReadOnlyList<CardFilter> Places { get; init; } = [];

    /// <summary>What is looked for; empty where nothing is.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Whether there is anything to look for.</summary>
    public bool MaySearch { get; init; }

    /// <summary>Where more of them are.</summary>
    public string MorePath { get; init; } = string.Empty;

    /// <summary>Whether those come onto this page when its end is seen.</summary>
    public bool IsMoreOnThisPage { get; init; }

    /// <summary>How many need somebody.</summary>
    public int Needs { get; init; }

    /// <summary>No message goes to anybody; for who can change that.</summary>
    public bool NobodyIsTold { get; init; }

    /// <summary>How many were given up and kept.</summary>
    public int PutAway { get; init; }

    /// <summary>Whether there is no plant at all.</summary>
    public bool IsEmpty => Filters[0].Count == 0;

    /// <summary>Where changes of these cards come from.</summary>
    public string Live { get; init; } = string.Empty;

    private const int SearchedFrom = 4;

    /// <param name="shell">The frame.</param>
    /// <param name="choice">Which plants.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="cards">Those of the choice, in its order.</param>
    /// <param name="waiting">Browsers that wait to be let in.</param>
    /// <param name="doors">How to begin.</param>
    internal static PlantsView Of(
        Shell shell, PlantsChoice choice, PlantsQuery query, IEnumerable<PlantCard> cards, int waiting, IReadOnlyList<Door> doors)
    {
        var needs = choice.States.Count(state => state is CardState.Critical or CardState.Warning);
        return new PlantsView(
            needs == 0 ? shell : shell with { Title = $"({needs}) {shell.Title}" },
            HeadlineOf(shell.Words, choice.States),
            choice.Filters,
            [.. cards],
            choice.More,
            waiting,
            choice.States.Count == 0 ? doors : [])
        {
            Places = choice.Places,
            Text = query.Text ?? string.Empty,
            MaySearch = choice.States.Count >= SearchedFrom,
            MorePath = choice.Next.Path(),
            IsMoreOnThisPage = choice.IsNextOnThisPage,
            Needs = needs,
            Live = $"/live?headline=true&plants={string.Join(',', choice.Live)}",
        };
    }

    /// <summary>The first line answers: who needs somebody.</summary>
    internal static string HeadlineOf(IWords words, IReadOnlyCollection<CardState> states)
    {
        var needs = states.Count(state => state is CardState.Critical or CardState.Warning);
        var unknown = states.Count(state => state == CardState.Unknown);
        if (states.Count == 0) return words.NoPlant;
        if (needs > 0) return words.NeedYou(needs);
        if (unknown == states.Count) return words.NobodyKnows;
        return unknown > 0 ? words.OthersAreFine(unknown) : words.AllAreFine;
    }
}

/// <summary>A part of the plants that can be shown.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Path">Where it is shown.</param>
/// <param name="IsOn">It is shown.</param>
public sealed record CardFilter(string Name, int Count, string Path, bool IsOn)
{
    public const string Needs = "needs";
    public const string Unknown = "unknown";
}
