namespace PlantOps.Gateway.Access.Sessions;

/// <summary>Somebody in one browser, as the gateway keeps it: never the secret, which is in the browser's cookie only.</summary>
internal sealed record Session
{
    /// <summary>How long a session lasts that is not used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>
    /// By which it is named where people can see it: the beginning of the hash, which tells nothing of the secret.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret, which is 256 random bits, in hex.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Who it is.</summary>
    public required string Person { get; init; }

    /// <summary>What they may do: a name of <see cref="TokenRoles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The browser, in words.</summary>
    public required string Browser { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it was last used, to a day. Unix milliseconds UTC.</summary>
    public required long LastUsed { get; init; }

    /// <summary>Whether it is that person's: names are the same whatever their case.</summary>
    public bool IsOf(string person) => Person.Trim().Equals(person.Trim(), StringComparison.OrdinalIgnoreCase);

    public bool HasExpired(long now) => now - LastUsed >= (long)Lifetime.TotalMilliseconds;
}
