namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>
/// A key that somebody's phone or computer keeps and uses once they show their face, finger or PIN (W3C Web Authentication). The
/// gateway has its public half.
/// </summary>
internal sealed record Passkey
{
    /// <summary>By which it is named where people can see it.</summary>
    public required string Id { get; init; }

    /// <summary>By which the device names it.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>The public key, as COSE.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Who it is.</summary>
    public required string Person { get; init; }

    /// <summary>What they may do: a name of <see cref="TokenRoles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Where it was made, in words.</summary>
    public required string Browser { get; init; }

    /// <summary>The host name for which it is good.</summary>
    public required string Host { get; init; }

    /// <summary>How often it was used, where the device counts that.</summary>
    public required uint SignCount { get; init; }

    /// <summary>How the device can be reached (USB, internal …), as it said itself.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    public bool IsUserVerified { get; init; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it last signed somebody in; 0 where it never did. Unix milliseconds UTC.</summary>
    public required long LastUsed { get; init; }
}
