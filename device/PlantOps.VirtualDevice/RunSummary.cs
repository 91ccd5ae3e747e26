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

    /// <summary>How often a device woke from its own sleep.</summary>
    public int Wakes { get; init; }

    /// <summary>
    /// How long it was awake after waking, all in all, in its own time: from its first instruction to falling asleep.
    /// </summary>
    public TimeSpan Awake { get; init; }

    /// <summary>The longest of these; it is one that connected.</summary>
    public TimeSpan LongestAwake { get; init; }

    public static RunSummary Add(RunSummary one, RunSummary other) => new(
        one.Taken + other.Taken, one.Acknowledged + other.Acknowledged, one.Buffered + other.Buffered, one.Lost + other.Lost)
    {
        Wakes = one.Wakes + other.Wakes,
        Awake = one.Awake + other.Awake,
        LongestAwake = one.LongestAwake > other.LongestAwake ? one.LongestAwake : other.LongestAwake,
    };

    public override string ToString() => $"taken {Taken}, acknowledged {Acknowledged}, buffered {Buffered}, lost {Lost}{Sleep}";

    private string Sleep => Wakes == 0 ? string.Empty : string.Create(
        CultureInfo.InvariantCulture,
        $", woke {Wakes} times, awake {Awake.TotalSeconds / Wakes:F2} s on average and {LongestAwake.TotalSeconds:F2} s at most");
}
