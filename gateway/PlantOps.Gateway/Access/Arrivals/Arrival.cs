namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>A browser that shows a code and waits to be let in. Nothing of it is stored: it lasts for minutes.</summary>
internal sealed record Arrival
{
    /// <summary>How long a browser may wait.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>What its screen shows, like <c>FERN-48</c>; no two that wait have the same.</summary>
    public required string Code { get; init; }

    /// <summary>SHA-256 of the secret in the browser's cookie, in hex: the code alone is worth nothing.</summary>
    public required string SecretHash { get; init; }

    /// <summary>The browser, in words.</summary>
    public required string Browser { get; init; }

    /// <summary>Where it comes from, as <see cref="Hosting.AddressKey"/> has it.</summary>
    public required string Address { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    public ArrivalState State { get; init; }

    /// <summary>Who it is, once somebody has said so.</summary>
    public string? Person { get; init; }

    /// <summary>What they may do.</summary>
    public TokenRole Role { get; init; }

    /// <summary>Until when it waits, Unix milliseconds UTC.</summary>
    public long Until => At + (long)Lifetime.TotalMilliseconds;
}

internal enum ArrivalState
{
    Waiting,

    /// <summary>Somebody has let it in, and it has not noticed yet.</summary>
    Approved,

    Refused,
}
