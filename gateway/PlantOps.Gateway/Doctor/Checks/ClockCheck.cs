using System.Globalization;
using PlantOps.Gateway.Doctor.Machine;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>The machine's clock: by it readings get their time, and certificates are good or not.</summary>
internal sealed class ClockCheck(TimeProvider time, ClockWatch? watch) : ICheck
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    public string Name => CheckNames.Clock;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken)
    {
        var facts = new ClockFacts(time.GetUtcNow(), OldestPossible(), MachineClock.IsSynchronised(), watch?.Last);
        List<Finding> findings = [.. Judge(facts)];
        return Task.FromResult<IReadOnlyList<Finding>?>(findings.Count == 0 && facts.IsSynchronised is null ? null : findings);
    }

    public static IEnumerable<Finding> Judge(ClockFacts facts)
    {
        if (facts.Now < facts.OldestPossible) yield return new Finding(
            FaultKind.ClockWrong, Text(facts.Now), Text(facts.OldestPossible));
        else if (facts.IsSynchronised == false) yield return new Finding(FaultKind.ClockUnsynchronised);
        if (facts.Jump is { } jump && facts.Now - jump.At < Memory && jump.At <= facts.Now)
            yield return new Finding(FaultKind.ClockJumped, (long)jump.By.TotalSeconds, Text(jump.At));
    }

    // No clock that goes right shows a time from before this program was there.
    private static DateTimeOffset OldestPossible() =>
        Environment.ProcessPath is { } program && File.Exists(program)
            ? new DateTimeOffset(File.GetLastWriteTimeUtc(program)).AddDays(-1)
            : DateTimeOffset.UnixEpoch;

    private static FindingValue Text(DateTimeOffset time) =>
        FindingValue.Open(time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
}

/// <summary>What is known of the clock.</summary>
/// <param name="Now">What it shows.</param>
/// <param name="OldestPossible">Before which it cannot be.</param>
/// <param name="IsSynchronised">Whether a time server sets it; <see langword="null"/> where that is not known.</param>
/// <param name="Jump">The last jump.</param>
internal sealed record ClockFacts(DateTimeOffset Now, DateTimeOffset OldestPossible, bool? IsSynchronised, ClockJump? Jump);
