using System.Globalization;

namespace PlantOps.VirtualDevice;

/// <summary>What became of the readings of a run.</summary>
/// <param name="Taken">Readings stored in the buffer.</param>
/// <param name="Acknowledged">Readings that the gateway has, some of them perhaps from a run before or sent twice.</param>
/// <param name="Buffered">Readings that still wait.</param>
/// <param name="Lost">Readings given up since the enrolment.</param>
internal sealed record RunSummary(long Taken, long Acknowledged, long Buffered, long Lost)
{
    public static RunSummary None { get; } = new(0, 0, 0, 0);

    /// <summary>How often a device started: switched on, restarted or woken.</summary>
    public int Starts { get; init; }

    /// <summary>How long devices were awake, in their own time.</summary>
    public TimeSpan Awake { get; init; }

    public static RunSummary Add(RunSummary one, RunSummary other) => new(
        one.Taken + other.Taken, one.Acknowledged + other.Acknowledged, one.Buffered + other.Buffered, one.Lost + other.Lost)
    {
        Starts = one.Starts + other.Starts,
        Awake = one.Awake + other.Awake,
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"taken {Taken}, acknowledged {Acknowledged}, buffered {Buffered}, lost {Lost}")
        + (Starts > 1 ? string.Create(CultureInfo.InvariantCulture, $", started {Starts} times, awake {Awake.TotalSeconds / Starts:F1} s each time") : string.Empty);
}
