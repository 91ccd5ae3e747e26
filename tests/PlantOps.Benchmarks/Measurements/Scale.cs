namespace PlantOps.Benchmarks.Measurements;

/// <summary>How long and how often is measured.</summary>
internal sealed record Scale(int Rounds, TimeSpan WarmUp, TimeSpan Window)
{
    /// <summary>How often a start is timed.</summary>
    public int Starts { get; init; } = 10;

    /// <summary>How much history the devices of the archive have.</summary>
    public int ArchiveDays { get; init; } = 365;

    /// <summary>How often a query is timed.</summary>
    public int Queries { get; init; } = 20;

    /// <summary>How long connected devices are left alone before memory is read.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(10);

    public static Scale Full(int rounds) => new(rounds, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8));

    /// <summary>Shows that everything runs; its figures mean little.</summary>
    public static Scale Quick(int rounds) => new(rounds, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))
    {
        Starts = 3,
        ArchiveDays = 30,
        Queries = 5,
        Idle = TimeSpan.FromSeconds(2),
    };
}
