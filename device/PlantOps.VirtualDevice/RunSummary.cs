namespace PlantOps.VirtualDevice;

/// <summary>What became of the readings of a run.</summary>
/// <param name="Taken">Readings stored in the buffer.</param>
/// <param name="Acknowledged">Readings that the gateway has, some of them perhaps from a run before or sent twice.</param>
/// <param name="Buffered">Readings that still wait.</param>
/// <param name="Lost">Readings given up since the enrolment.</param>
internal sealed record RunSummary(long Taken, long Acknowledged, long Buffered, long Lost)
{
    public static RunSummary None { get; } = new(0, 0, 0, 0);

    public static RunSummary Add(RunSummary one, RunSummary other) => new(
        one.Taken + other.Taken, one.Acknowledged + other.Acknowledged, one.Buffered + other.Buffered, one.Lost + other.Lost);

    public override string ToString() => $"taken {Taken}, acknowledged {Acknowledged}, buffered {Buffered}, lost {Lost}";
}
