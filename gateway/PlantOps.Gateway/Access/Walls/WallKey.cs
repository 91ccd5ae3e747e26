namespace PlantOps.Gateway.Access.Walls;

/// <summary>
/// The key of a wall tablet, as the gateway keeps it: never the key itself, which is in the tablet's address only.
/// </summary>
internal sealed record WallKey
{
    public const int MaxPlaceLength = 64;

    /// <summary>
    /// By which it is named where people can see it: the beginning of the hash, which tells nothing of the key.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the key, which is 256 random bits, in hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Shows the plants of this place only; <c>null</c> for all.</summary>
    public string? Place { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }
}
