using Microsoft.AspNetCore.Mvc;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>Of which entries somebody wants to know.</summary>
internal sealed class AuditSearch
{
    /// <summary>No name or id is longer.</summary>
    public const int MaxLength = 200;

    /// <summary>A part of the name of who did it, in any case.</summary>
    [FromQuery(Name = "who")]
    public string? Who { get; init; }

    /// <summary>What was done, like `plant.mute`; or all of a kind, like `plant`.</summary>
    [FromQuery(Name = "what")]
    public string? What { get; init; }

    /// <summary>The id of what was changed.</summary>
    [FromQuery(Name = "target")]
    public string? Target { get; init; }

    /// <summary>Whether anything was asked for.</summary>
    public bool IsAll => string.IsNullOrEmpty(Who) && string.IsNullOrEmpty(What) && string.IsNullOrEmpty(Target);

    public bool Matches(AuditEntry entry) =>
        (string.IsNullOrEmpty(Who) || entry.Who.Contains(Who, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(What) || entry.What == What || entry.What.StartsWith(What + ".", StringComparison.Ordinal))
        && (string.IsNullOrEmpty(Target) || string.Equals(entry.Target, Target, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with it; <see langword="null"/> where nothing is.</summary>
    public Dictionary<string, string[]>? Check()
    {
        var errors = new[] { ("who", Who), ("what", What), ("target", Target) }
            .Where(field => field.Item2?.Length > MaxLength)
            .ToDictionary(field => field.Item1, _ => new[] { $"It is longer than {MaxLength} characters." });
        return errors.Count == 0 ? null : errors;
    }
}
