namespace PlantOps.Gateway.Access;

/// <summary>What the command line asks for.</summary>
internal sealed class NewTokenRequest
{
    public string? Name { get; init; }

    public string? Role { get; init; }
}

/// <summary>A token, shown this once.</summary>
internal sealed class NewToken
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string Token { get; init; }
}

/// <summary>A token in a list.</summary>
internal sealed class TokenView
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public required long CreatedAt { get; init; }

    public required long? LastUsed { get; init; }
}
