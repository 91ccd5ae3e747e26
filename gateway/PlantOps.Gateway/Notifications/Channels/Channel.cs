using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>A way to tell people something. Times are Unix milliseconds UTC.</summary>
internal sealed record Channel
{
    public required string Id { get; init; }

    /// <summary>The name of its kind.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Of what is less bad nothing is said here.</summary>
    public required AlertSeverity LeastSeverity { get; init; }

    public required bool Enabled { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>What its kind needs, by the field's name; the secret ones encrypted.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public string? Field(string name) => Fields.GetValueOrDefault(name);
}
