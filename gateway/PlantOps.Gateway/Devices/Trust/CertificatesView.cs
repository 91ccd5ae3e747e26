namespace PlantOps.Gateway.Devices.Trust;

/// <summary>The gateway's certificates and who trusts them. Times are Unix milliseconds UTC.</summary>
internal sealed class CertificatesView
{
    public required AuthorityView Ca { get; init; }

    /// <summary>When another CA follows by itself.</summary>
    public required long CaRenewsAt { get; init; }

    /// <summary>Replaced CAs that still vouch for the gateway, the latest first.</summary>
    public required IReadOnlyList<AuthorityView> Earlier { get; init; }

    public required ServerCertificateView Server { get; init; }

    /// <summary>What phones and browsers install; <c>null</c> where it could not be kept.</summary>
    public required HouseholdView? Household { get; init; }

    public required IReadOnlyList<TrustView> Devices { get; init; }
}

/// <summary>The household root.</summary>
internal sealed class HouseholdView
{
    /// <summary>By which people compare it on two screens.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public required string Subject { get; init; }

    public required long NotAfter { get; init; }

    /// <summary>Names of the gateway for which it cannot vouch: a new one can, which every phone has to install.</summary>
    public required IReadOnlyList<string> NamesBeyond { get; init; }
}

internal sealed class AuthorityView
{
    /// <summary>By which devices name it in <c>ca_id</c>.</summary>
    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required long NotAfter { get; init; }
}

internal sealed class ServerCertificateView
{
    public required long NotAfter { get; init; }

    public required IReadOnlyList<string> Names { get; init; }
}

/// <summary>Which CA a device trusts.</summary>
internal sealed class TrustView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>current</c>, <c>next</c> (both, until its next connection), <c>earlier</c> or <c>unknown</c>.</summary>
    public required string Trusts { get; init; }

    public required string? CaId { get; init; }

    public required string? NextCaId { get; init; }
}
