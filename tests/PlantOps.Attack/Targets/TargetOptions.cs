namespace PlantOps.Attack.Targets;

/// <summary>How the gateway under attack is to be set up.</summary>
internal sealed record TargetOptions
{
    /// <summary>Its clock can be moved. Everything then goes without TLS or without looking at certificates' dates.</summary>
    public bool HasMovableClock { get; init; }

    /// <summary>Where its data is; a directory of its own by default.</summary>
    public string? DataDirectory { get; init; }
}
