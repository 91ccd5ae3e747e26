using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>
/// What a plant needs, when and why, without a word of any language: <see cref="Words.CareText"/> says it. Kept as it was made;
/// what a stored plan does not have is empty.
/// Times are Unix milliseconds UTC.
/// </summary>
internal sealed record CarePlan
{
    public required string PlantId { get; init; }

    /// <summary>1 for the first of a plant, one more with each that differs.</summary>
    public long Version { get; init; }

    public required long MadeAt { get; init; }

    /// <summary>
    /// When something in it is due or over at the latest: until then it stays what it is while nothing else changes.
    /// </summary>
    public required long ValidUntil { get; init; }

    /// <summary>What is to be done, the most urgent first.</summary>
    public IReadOnlyList<CareItem> Items { get => field ?? []; init; } = [];

    /// <summary>How long it can be left alone.</summary>
    public required CareAway Away { get; init; }

    /// <summary>
    /// What is not known of it and would be needed: <c>species</c>, <c>soil_moisture</c>, <c>days_until_dry</c> …
    /// </summary>
    public IReadOnlyList<string> Unknown { get => field ?? []; init; } = [];

    /// <summary>What the plan rests on.</summary>
    public IReadOnlyList<CareFact> Facts { get => field ?? []; init; } = [];

    /// <summary>What it says, coarsely: a plan with the same is no new version.</summary>
    public string Digest { get => field ?? string.Empty; init; } = string.Empty;
}

/// <summary>One thing to do, or explicitly not to do, with a plant.</summary>
internal sealed record CareItem
{
    /// <summary>Unique in its plan, and the same in the next one: the advice.</summary>
    public required string Id { get; init; }

    public required CareKind Kind { get; init; }

    /// <summary>The earliest, Unix milliseconds UTC: a midnight at the plant's place.</summary>
    public required long From { get; init; }

    /// <summary>The latest.</summary>
    public required long To { get; init; }

    public CareOccasion Occasion { get; init; }

    /// <summary>Why: names of reasons that <see cref="Words.ICareWords"/> has a sentence for.</summary>
    public IReadOnlyList<string> Reasons { get => field ?? []; init; } = [];

    /// <summary>The facts that it rests on, by reference.</summary>
    public IReadOnlyList<string> Refs { get => field ?? []; init; } = [];

    /// <summary>Whether somebody can say that they have done it; what is to be left alone is not done.</summary>
    public bool CanBeDone { get; init; } = true;
}

/// <summary>What is done.</summary>
[JsonConverter(typeof(SnakeCaseEnum<CareKind>))]
internal enum CareKind
{
    Water,
    Light,
    Feed,
    Humidity,
    Temperature,
    Repot,

    /// <summary>Look after something that the rules cannot see, and say what is missing.</summary>
    Inspect,
}

/// <summary>On which occasion.</summary>
[JsonConverter(typeof(SnakeCaseEnum<CareOccasion>))]
internal enum CareOccasion
{
    /// <summary>As it is now.</summary>
    Usual,

    /// <summary>It stood dry for days and nobody watered it.</summary>
    AfterHolidays,

    /// <summary>The season changes next.</summary>
    SeasonTurn,
}

/// <summary>How long a plant can be left alone.</summary>
/// <param name="Advice"><c>lasts</c>, <c>water_before</c> or <c>unknown</c>.</param>
/// <param name="Until">When it must be watered at the latest, cautiously; <c>null</c> where that is now or nobody knows.</param>
/// <param name="Refs">The facts that this rests on.</param>
internal sealed record CareAway(string Advice, long? Until, IReadOnlyList<string> Refs)
{
    public const string Lasts = "lasts";
    public const string WaterBefore = "water_before";
    public const string NobodyKnows = "unknown";
}
