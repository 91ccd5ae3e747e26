using System.Text.Json.Serialization;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Care;

/// <summary>
/// Words for a plan that are not the rules': the order, the summary and the reasons of a model, which were checked. What is to be
/// done is said by the rules whoever words the rest.
/// </summary>
internal interface ICareWording
{
    /// <summary>The wording of a plan; <see langword="null"/> where there is none: the rules' words hold.</summary>
    /// <param name="plan">What is said.</param>
    /// <param name="language"><c>en</c> or <c>de</c>.</param>
    CareWording? Of(CarePlan plan, string language);

    /// <summary>Why there is one, or none.</summary>
    /// <param name="plan">What is said.</param>
    /// <param name="language"><c>en</c> or <c>de</c>.</param>
    CareAdvisorView StateOf(CarePlan plan, string language);
}

/// <summary>A plan in a model's words. Figures are references to the plan's facts, as <c>{r7}</c>.</summary>
internal sealed record CareWording
{
    /// <summary>Stands behind what the rules say is most urgent.</summary>
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
/// <param name="Why">Why.</param>
internal sealed record CareItemWording(string Id, string Why);

/// <summary>What the advisor has to do with a plan's words.</summary>
internal sealed class CareAdvisorView
{
    public required CareAdvisorState State { get; init; }

    /// <summary>Why the words are the rules'; <c>null</c> where they are a model's.</summary>
    public string? Reason { get; init; }
}

/// <summary>Whether a model's words are there.</summary>
[JsonConverter(typeof(SnakeCaseEnum<CareAdvisorState>))]
internal enum CareAdvisorState
{
    /// <summary>No model was set up.</summary>
    Off,

    /// <summary>The words are a model's.</summary>
    Fresh,

    /// <summary>What the model said did not pass the checks, twice.</summary>
    Refused,

    /// <summary>Its provider did not answer.</summary>
    Unreachable,

    /// <summary>What it may cost is spent.</summary>
    Budget,

    /// <summary>It was not asked yet.</summary>
    Pending,
}
