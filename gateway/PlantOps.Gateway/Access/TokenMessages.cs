namespace PlantOps.Gateway.Access;

/// <summary>A token to be made.</summary>
internal sealed class NewTokenRequest
{
    /// <summary>Who or what uses it.</summary>
    public string? Name { get; init; }

    /// <summary><c>owner</c>, <c>viewer</c>, <c>waters</c> or <c>device-manager</c>.</summary>
    public string? Role { get; init; }
}

/// <summary>A token, shown this once.</summary>
internal sealed class NewToken
{
    /// <summary>By which it is revoked.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    /// <summary>What to send as <c>Authorization: Bearer …</c>.</summary>
    public required string Token { get; init; }
}

/// <summary>A token in a list. Times are Unix milliseconds UTC.</summary>
internal sealed class TokenView
{
    /// <summary>By which it is revoked.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>owner</c>, <c>viewer</c>, <c>waters</c> or <c>device-manager</c>.</summary>
    public required string Role { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary><c>null</c> where it never was.</summary>
    public required long? LastUsed { get; init; }
}
