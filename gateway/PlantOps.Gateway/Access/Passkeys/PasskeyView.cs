namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>A passkey as it is shown.</summary>
internal sealed record PasskeyView
{
    /// <summary>By which it is taken away.</summary>
    public required string Id { get; init; }

    /// <summary>Who signs in with it.</summary>
    public required string Person { get; init; }

    /// <summary>What they may do: `owner`, `viewer`, `device-manager` or `waters`.</summary>
    public required string Role { get; init; }

    /// <summary>Where it was made, in words.</summary>
    public required string Browser { get; init; }

    /// <summary>The host name of the gateway for which it is good.</summary>
    public required string Host { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it last signed somebody in; `null` where it never did. Unix milliseconds UTC.</summary>
    public required long? LastUsed { get; init; }

    public static PasskeyView Of(Passkey passkey) => new()
    {
        Id = passkey.Id,
        Person = passkey.Person,
        Role = passkey.Role,
        Browser = passkey.Browser,
        Host = passkey.Host,
        CreatedAt = passkey.CreatedAt,
        LastUsed = passkey.LastUsed == 0 ? null : passkey.LastUsed,
    };
}
