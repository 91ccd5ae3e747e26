namespace PlantOps.Gateway.Access.Walls;

/// <summary>A wall tablet to be let look.</summary>
internal sealed class NewWallRequest
{
    /// <summary>What to call it: 1 to 64 printable characters.</summary>
    public string? Name { get; init; }

    /// <summary>Shows the plants of this place only; all without it.</summary>
    public string? Place { get; init; }
}

/// <summary>A wall tablet's key, shown this once.</summary>
internal sealed class NewWall
{
    /// <summary>By which it is revoked.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? Place { get; init; }

    /// <summary>What to open on the tablet, behind the gateway's address. Whoever knows it may look.</summary>
    public required string Path { get; init; }
}

/// <summary>A wall tablet in a list. Times are Unix milliseconds UTC.</summary>
internal sealed class WallView
{
    /// <summary>By which it is revoked.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The place whose plants it shows; <c>null</c> for all.</summary>
    public required string? Place { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>When it last looked, since the gateway's start; <c>null</c> where it has not.</summary>
    public required long? LastUsed { get; init; }

    public static WallView Of(WallKey key, long? lastSeen) => new()
    {
        Id = key.Id, Name = key.Name, Place = key.Place, CreatedAt = key.CreatedAt, LastUsed = lastSeen,
    };
}
