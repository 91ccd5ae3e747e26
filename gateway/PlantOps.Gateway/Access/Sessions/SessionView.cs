namespace PlantOps.Gateway.Access.Sessions;

/// <summary>A session as it is shown.</summary>
internal sealed record SessionView
{
    /// <summary>By which it is ended.</summary>
    public required string Id { get; init; }

    /// <summary>Who it is.</summary>
    public required string Person { get; init; }

    /// <summary>What they may do: `owner`, `viewer`, `device-manager` or `waters`.</summary>
    public required string Role { get; init; }

    /// <summary>The browser, in words.</summary>
    public required string Browser { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it was last used, to a day. Unix milliseconds UTC.</summary>
    public required long LastUsed { get; init; }

    public static SessionView Of(Session session) => new()
    {
        Id = session.Id,
        Person = session.Person,
        Role = session.Role,
        Browser = session.Browser,
        CreatedAt = session.CreatedAt,
        LastUsed = session.LastUsed,
    };
}
