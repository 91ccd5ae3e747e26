using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care;

/// <summary>Words for a plan that are not the rules': the order and the sentences of a model, which were checked.</summary>
internal interface ICareWording
{
    /// <summary>The wording of this version of a plan; <see langword="null"/> where there is none: the rules' words hold.</summary>
    /// <param name="plan">What is said.</param>
    /// <param name="language"><c>en</c> or <c>de</c>.</param>
    CareWording? Of(CarePlan plan, string language);
}

/// <summary>A plan in a model's words. Figures are references to the plan's facts, as <c>{r7}</c>.</summary>
internal sealed record CareWording
{
    public required string Summary { get; init; }

    /// <summary>Each item of the plan once, in the order in which they are shown.</summary>
    public required IReadOnlyList<CareItemWording> Items { get; init; }

    /// <summary>What it would like to know of the plant's owner.</summary>
    public IReadOnlyList<string> Questions { get => field ?? []; init; } = [];

    /// <summary>Which model.</summary>
    public required string Model { get; init; }

    /// <summary>What it cost.</summary>
    public required long Tokens { get; init; }
}

/// <param name="Id">Of the item.</param>
/// <param name="Text">What to do.</param>
/// <param name="Why">Why.</param>
internal sealed record CareItemWording(string Id, string Text, string Why);
