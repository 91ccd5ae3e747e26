namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>What came of an attempt.</summary>
internal sealed record SendOutcome(SendStatus Status, string? Reason = null)
{
    public static readonly SendOutcome Sent = new(SendStatus.Sent);

    /// <summary>The gateway stopped before the message went out.</summary>
    public static readonly SendOutcome BrokenOff =
        new(SendStatus.Later, "The gateway stopped before this went out.") { IsBrokenOff = true };

    /// <summary>Whether it was no attempt at all.</summary>
    public bool IsBrokenOff { get; private init; }

    /// <summary>Whether the gateway is at fault: another attempt will hardly fare better.</summary>
    public bool IsFault { get; init; }

    /// <summary>How long the other side wants to be left alone, where it says so.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>Whether that holds for every channel of the kind.</summary>
    public bool PausesKind { get; init; }

    /// <summary>It may work another time.</summary>
    public static SendOutcome Later(string reason) => new(SendStatus.Later, reason);

    /// <summary>It would never work.</summary>
    public static SendOutcome Refused(string reason) => new(SendStatus.Refused, reason);
}

internal enum SendStatus
{
    Sent,
    Later,
    Refused,
}
