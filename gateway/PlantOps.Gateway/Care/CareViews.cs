using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care;

/// <summary>A plant's care plan as the API shows it. Times are Unix milliseconds UTC.</summary>
internal sealed class CarePlanView
{
    public required string PlantId { get; init; }

    /// <summary>1 for the first of the plant, one more with each that differs.</summary>
    public required long Version { get; init; }

    /// <summary>Whose words they are: <c>rules</c> or <c>advisor</c>. What is to be done is always the rules'.</summary>
    public required string Source { get; init; }

    public required long MadeAt { get; init; }

    /// <summary>Until then it stays what it is while nothing else changes.</summary>
    public required long ValidUntil { get; init; }

    /// <summary>Of the texts: <c>en</c> or <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What is most urgent, in a sentence; behind it how the plant is, where the advisor says that.</summary>
    public required string Summary { get; init; }

    /// <summary>What is to be done, the most urgent first.</summary>
    public required IReadOnlyList<CareItemView> Items { get; init; }

    public required CareAwayView Away { get; init; }

    /// <summary>What its species does to those who chew on it, and that nobody may eat it: fixed sentences.</summary>
    public required IReadOnlyList<string> Safety { get; init; }

    /// <summary>What is not known and would be needed: <c>species</c>, <c>soil_moisture</c>, <c>light</c> …</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>What it rests on, by reference. Every figure in the texts is one of these.</summary>
    public required IReadOnlyDictionary<string, CareFactView> Facts { get; init; }

    /// <summary>Which model worded it; <c>null</c> where the rules did.</summary>
    public string? Model { get; init; }

    /// <summary>What that cost, in tokens.</summary>
    public long? Tokens { get; init; }

    /// <summary>What the model would like to know of the plant's owner.</summary>
    public IReadOnlyList<string> Questions { get => field ?? []; init; } = [];

    /// <summary>Why the words are a model's, or the rules'; <c>null</c> from gateways that have no advisor.</summary>
    public CareAdvisorView? Advisor { get; init; }
}

/// <summary>One thing to do, or to leave alone.</summary>
internal sealed class CareItemView
{
    /// <summary>The advice: unique in its plan.</summary>
    public required string Id { get; init; }

    public required CareKind Kind { get; init; }

    /// <summary>The earliest: a midnight at the plant's place.</summary>
    public required long From { get; init; }

    /// <summary>The latest.</summary>
    public required long To { get; init; }

    public required CareOccasion Occasion { get; init; }

    /// <summary>Whether it can be said to be done; otherwise it says what to leave alone.</summary>
    public required bool CanBeDone { get; init; }

    public required string Text { get; init; }

    public required string Why { get; init; }

    /// <summary>The facts that it rests on.</summary>
    public required IReadOnlyList<string> Refs { get; init; }
}

/// <summary>How long it can be left alone.</summary>
internal sealed class CareAwayView
{
    /// <summary><c>lasts</c>, <c>water_before</c> or <c>unknown</c>.</summary>
    public required string Advice { get; init; }

    /// <summary>When somebody must look after it at the latest; <c>null</c> where that is now or nobody knows.</summary>
    public required long? Until { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<string> Refs { get; init; }
}

/// <summary>Something that a plan or an answer rests on, and where it can be looked up.</summary>
internal sealed class CareFactView
{
    public required CareFactKind Kind { get; init; }

    /// <summary>What it is, the same in every plan and answer.</summary>
    public required string Name { get; init; }

    /// <summary>The same in words.</summary>
    public required string Label { get; init; }

    /// <summary>In <c>unit</c>; <c>null</c> where it is a text.</summary>
    public required double? Value { get; init; }

    public required string? Text { get; init; }

    /// <summary><c>d</c> is days.</summary>
    public required string? Unit { get; init; }

    /// <summary>Of when it is.</summary>
    public required long? At { get; init; }

    /// <summary>Of a reading: which device, which of its starts, and which reading of that.</summary>
    public required string? Device { get; init; }

    public required long? Boot { get; init; }

    public required long? Seq { get; init; }

    /// <summary>Of a species: the field of its profile.</summary>
    public required string? Field { get; init; }

    /// <summary>Of the journal: the entry.</summary>
    public required string? Entry { get; init; }

    /// <summary>Of a limit that is not the species', or an alert: the rule that has it.</summary>
    public required string? Rule { get; init; }

    /// <summary>Of what was worked out for an answer: of which facts, by reference.</summary>
    public IReadOnlyList<string>? Of { get; init; }
}

/// <summary>Something that is due at one of the plants.</summary>
internal sealed class CareDueView
{
    public required string PlantId { get; init; }

    public required string PlantName { get; init; }

    public required string? Place { get; init; }

    public required CareItemView Item { get; init; }
}
