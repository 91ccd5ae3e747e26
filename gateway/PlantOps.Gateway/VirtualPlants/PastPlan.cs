namespace PlantOps.Gateway.VirtualPlants;

/// <summary>What is made up of a plant's past, in days before now.</summary>
internal sealed record PastPlan
{
    /// <summary>How long the past is.</summary>
    public const int Days = 365;

    /// <summary>How many times as fast as in a room its soil dries.</summary>
    public double Drying { get; init; } = 0.45;

    /// <summary>It is watered when its soil is drier, in percent.</summary>
    public required double WateredBelow { get; init; }

    /// <summary>How wet it is then, in percent.</summary>
    public required double WateredTo { get; init; }

    /// <summary>So many days ago it was watered last.</summary>
    public required double LastWatered { get; init; }

    /// <summary>Times in which nobody watered it.</summary>
    public IReadOnlyList<PastTime> Forgotten { get; init; } = [];

    /// <summary>Times in which nothing was measured.</summary>
    public IReadOnlyList<PastTime> Silent { get; init; } = [];

    /// <summary>Times in which its soil probe gave the same value over and over.</summary>
    public IReadOnlyList<PastTime> Frozen { get; init; } = [];
}

/// <summary>A time of the past.</summary>
/// <param name="From">So many days ago it began.</param>
/// <param name="To">So many days ago it ended; 0 where it goes on.</param>
internal readonly record struct PastTime(double From, double To)
{
    public bool Has(double daysAgo) => daysAgo <= From && daysAgo >= To;
}
