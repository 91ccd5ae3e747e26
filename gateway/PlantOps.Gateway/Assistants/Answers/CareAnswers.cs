using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Answers;

/// <summary>What a plant needs, and why.</summary>
internal sealed record CareAnswer
{
    public required string Plant { get; init; }

    /// <summary>The plant's name.</summary>
    public required UntrustedText UntrustedText { get; init; }

    /// <summary>Who worded the reasons: <c>rules</c> or <c>advisor</c>. What is to be done is always said by rules.</summary>
    public required string Source { get; init; }

    /// <summary>Which model did; left out where the rules did.</summary>
    public string? Model { get; init; }

    /// <summary>How the plant is, in that model's words.</summary>
    public string? Summary { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The most urgent first; empty where nothing is known to be needed.</summary>
    public required IReadOnlyList<CareItem> Items { get; init; }

    /// <summary>How many less urgent ones there are.</summary>
    public int? More { get; init; }

    /// <summary>How long it can be left alone.</summary>
    public string? Away { get; init; }

    /// <summary>What it does to those who chew on it.</summary>
    public IReadOnlyList<string>? Safety { get; init; }

    /// <summary>
    /// What the species is known to want, in words of the catalogue; not there for species that users made or changed.
    /// </summary>
    public string? Watering { get; init; }

    /// <summary>The same of feeding.</summary>
    public string? Feeding { get; init; }

    public required FiguresAnswer Figures { get; init; }

    /// <summary>What is missing to say more.</summary>
    public IReadOnlyList<string>? NotKnown { get; init; }
}

/// <summary>Something to do.</summary>
internal sealed record CareItem
{
    public required CareKind Kind { get; init; }

    public required string Text { get; init; }

    public required string Why { get; init; }

    /// <summary>When, at the earliest.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When, at the latest.</summary>
    public required DateTimeOffset To { get; init; }
}

/// <summary>A metric of a plant in periods of equal length. Values in the unit.</summary>
internal sealed record HistoryAnswer
{
    public required string Plant { get; init; }

    public required string Metric { get; init; }

    public required string Unit { get; init; }

    /// <summary>When the first period starts.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>How long each is.</summary>
    public required long PeriodSeconds { get; init; }

    /// <summary>One a period; <c>null</c> where nothing was measured.</summary>
    public required IReadOnlyList<double?> Min { get; init; }

    public required IReadOnlyList<double?> Mean { get; init; }

    public required IReadOnlyList<double?> Max { get; init; }

    /// <summary>How many values these are made of.</summary>
    public required long Values { get; init; }

    /// <summary>How many more were measured and doubted; left out where the time is too long to count.</summary>
    public int? Doubted { get; init; }

    /// <summary>The longest times in which nothing was measured.</summary>
    public required IReadOnlyList<GapItem> Gaps { get; init; }

    /// <summary>Send it as from for what follows.</summary>
    public string? Next { get; init; }
}

internal sealed record GapItem(DateTimeOffset From, DateTimeOffset To);
