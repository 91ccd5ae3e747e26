using System.Collections.Concurrent;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Doctor;

/// <summary>Runs the checks, each with a limit of time: one that hangs or fails is unknown and keeps no other from being
/// told.</summary>
internal sealed class Examination(IEnumerable<ICheck> checks, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, CheckOutcome> _last = new();

    /// <summary>What each check saw when it was last run; empty where none was since the start.</summary>
    public IReadOnlyCollection<CheckOutcome> Last => [.. _last.Values];

    /// <param name="quick">Leaves out what writes to the disk or asks in the network.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<CheckOutcome>> Run(bool quick, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(
            checks.Where(check => !quick || !check.IsSlow).Select(check => Run(check, cancellationToken)));
        foreach (var outcome in outcomes) _last[outcome.Check] = outcome;
        return [.. outcomes.OrderBy(outcome => CheckNames.All.ToList().IndexOf(outcome.Check))];
    }

    private async Task<CheckOutcome> Run(ICheck check, CancellationToken cancellationToken)
    {
        try
        {
            // Most read files, which does not wait in .NET's sense: off this thread, so that the limit of time holds for them
            // too.
            var findings = await Task.Run(() => check.Run(cancellationToken), cancellationToken)
                .WaitAsync(Patience, time, cancellationToken);
            return findings is null
                ? new CheckOutcome(check.Name, [], "It cannot be seen from here.")
                : new CheckOutcome(check.Name, findings, null);
        }
        catch (Exception exception) when (
            exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new CheckOutcome(check.Name, [], FaultReason.Of(exception));
        }
    }
}

/// <summary>What a check has seen.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Findings">What is wrong, and advice.</param>
/// <param name="Unknown">Why it has seen nothing; <see langword="null"/> where it has.</param>
internal sealed record CheckOutcome(string Check, IReadOnlyList<Finding> Findings, string? Unknown)
{
    public bool HasFault => Findings.Any(finding => !finding.IsAdvice);
}
