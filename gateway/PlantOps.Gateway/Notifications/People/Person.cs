namespace PlantOps.Gateway.Notifications.People;

/// <summary>Somebody who is told. Times of day are in the person's own time zone.</summary>
internal sealed record Person
{
    public static readonly TimeOnly DefaultDigest = new(8, 0);

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary><c>null</c> where there are none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Whether what is critical is said in quiet hours too.</summary>
    public required bool CriticalAtNight { get; init; }

    /// <summary>When the daily digest comes; <c>null</c> for never.</summary>
    public TimeOnly? DigestAt { get; init; }

    /// <summary>Ids of the channels that reach this person.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// In which they read pages: one of <see cref="PersonRules.Languages"/>; <c>null</c> as their browser says.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>One of <see cref="PersonRules.TemperatureUnits"/>; <c>null</c> is °C.</summary>
    public string? TemperatureUnit { get; init; }

    /// <summary>One of <see cref="PersonRules.Clocks"/>; <c>null</c> as their browser says.</summary>
    public string? Clock { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The person's zone; UTC where this machine does not know it any more.</summary>
    public TimeZoneInfo Zone() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
