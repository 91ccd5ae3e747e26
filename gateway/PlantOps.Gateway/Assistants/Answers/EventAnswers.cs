using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Assistants.Answers;

internal sealed record AlertList
{
    public required IReadOnlyList<AlertItem> Alerts { get; init; }

    public string? Next { get; init; }
}

/// <summary>Something that is or was wrong at a plant, in the words of messages and pages.</summary>
internal sealed record AlertItem
{
    public required string Id { get; init; }

    /// <summary>The plant's id; left out in an answer about that plant.</summary>
    public string? Plant { get; init; }

    /// <summary>The plant's name.</summary>
    public UntrustedText? UntrustedText { get; init; }

    public required AlertSeverity Severity { get; init; }

    /// <summary><c>is dry: soil moisture 12 %, should be at least 15 %</c>.</summary>
    public required string Says { get; init; }

    public required string Advice { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Left out while it goes on.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }
}

/// <summary>An alert as it is after somebody answered it.</summary>
internal sealed record AlertChange(AlertItem Alert);

internal sealed record JournalList
{
    public required IReadOnlyList<JournalItem> Entries { get; init; }

    public string? Next { get; init; }
}

/// <summary>Something that was done to a plant, or seen.</summary>
internal sealed record JournalItem
{
    public required string Id { get; init; }

    public required JournalKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public int? AmountMl { get; init; }

    public required UntrustedText UntrustedText { get; init; }
}

/// <param name="Plant">The plant's id.</param>
/// <param name="Entry">What was noted.</param>
/// <param name="Acknowledged">Alerts of dry soil that a watering answers, by id.</param>
internal sealed record NotedEntry(string Plant, JournalItem Entry, IReadOnlyList<string>? Acknowledged);
