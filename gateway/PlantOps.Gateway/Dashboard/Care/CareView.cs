using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Care;

/// <summary>A plant's care plan on its page.</summary>
/// <param name="Words">The language.</param>
/// <param name="PlantId">Which plant.</param>
/// <param name="Summary">What is most urgent.</param>
/// <param name="Rows">What is to be done or left alone now, the most urgent first.</param>
/// <param name="Turn">What comes with the season.</param>
/// <param name="Away">How long it can be left alone.</param>
/// <param name="Safety">What it does to those who chew on it.</param>
/// <param name="Unknown">What is not known; <c>null</c> where nothing is missing.</param>
/// <param name="MadeAt">Of when it is, Unix milliseconds UTC.</param>
public sealed record CareView(
    IWords Words,
    string PlantId,
    IReadOnlyList<CarePart> Summary,
    IReadOnlyList<CareRow> Rows,
    IReadOnlyList<CareRow> Turn,
    string Away,
    IReadOnlyList<string> Safety,
    string? Unknown,
    long MadeAt)
{
    /// <summary>What a model would like to know of its owner.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Which model worded it, or why none did; <c>null</c> where none was set up.</summary>
    public string? WordedBy { get; init; }

    /// <summary>Whether a model did.</summary>
    public bool IsWorded { get; init; }
}

/// <summary>A piece of a sentence.</summary>
/// <param name="Text">Words, or a figure.</param>
/// <param name="Path">Where a figure can be looked up; <c>null</c> of words.</param>
/// <param name="Label">What the figure is.</param>
public sealed record CarePart(string Text, string? Path, string? Label);

/// <summary>What is to be done this week at all plants.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Headline">How much that is.</param>
/// <param name="Rows">The most urgent first.</param>
public sealed record CareWeekView(Shell Shell, string Headline, IReadOnlyList<CareRow> Rows);

/// <summary>One thing to do, or to leave alone.</summary>
/// <param name="Words">The language.</param>
/// <param name="PlantId">At which plant.</param>
/// <param name="Id">The advice.</param>
/// <param name="State">How urgent, as style sheets know it: <c>critical</c>, <c>warning</c>, <c>ok</c> or <c>unknown</c>.</param>
/// <param name="When">From when until when.</param>
/// <param name="Text">What.</param>
/// <param name="Why">Why.</param>
/// <param name="Facts">On what that rests.</param>
/// <param name="MayDo">Whether whoever looks may say that they have done it.</param>
public sealed record CareRow(
    IWords Words, string PlantId, string Id, string State, string When, string Text, IReadOnlyList<CarePart> Why,
    IReadOnlyList<CareFactRow> Facts, bool MayDo)
{
    /// <summary>The day on which it ends, as machines read it.</summary>
    public string Day { get; init; } = string.Empty;

    /// <summary>The plant's name, where several are shown.</summary>
    public string? Plant { get; init; }

    public string? Place { get; init; }

    /// <summary>Whether its time has not come yet.</summary>
    public bool IsLater => State == "unknown";

    /// <summary>Where the page is that it is shown on.</summary>
    public string Back => Plant is null ? "plant" : "week";
}

/// <summary>Something that a row rests on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">How much.</param>
/// <param name="Path">Where it can be looked up.</param>
public sealed record CareFactRow(string Name, string Text, string Path);
