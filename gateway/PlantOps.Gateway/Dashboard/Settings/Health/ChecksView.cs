using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Doctor.Words;

namespace PlantOps.Gateway.Dashboard.Settings.Health;

/// <summary>What the doctor found on the machine that the gateway runs on.</summary>
/// <param name="State">In a sentence.</param>
/// <param name="Findings">Each fault with its remedy, advice last.</param>
/// <param name="Unknown">What could not be looked at, and why.</param>
public sealed record ChecksView(string State, IReadOnlyList<FindingRow> Findings, IReadOnlyList<Figure> Unknown)
{
    /// <summary>
    /// How many faults there are beside the parts that do not work; <see langword="null"/> where nothing was looked at.
    /// </summary>
    internal static int? FaultsIn(IReadOnlyCollection<CheckOutcome> outcomes) =>
        outcomes.Count == 0
            ? null
            : OfMachine(outcomes).SelectMany(outcome => outcome.Findings).Count(finding => !finding.IsAdvice);

    internal static ChecksView Of(IWords words, IEnumerable<CheckOutcome> outcomes)
    {
        var said = DoctorLanguages.Of(words.Language);
        var seen = OfMachine(outcomes).ToList();
        var rows = seen
            .SelectMany(outcome => outcome.Findings.Select(finding => new FindingRow(
                said.Check(outcome.Check), said.Problem(finding), said.Remedy(finding), finding.IsAdvice)))
            .OrderBy(row => row.IsAdvice)
            .ToList();
        return new ChecksView(
            words.ChecksThatFail(rows.Count(row => !row.IsAdvice), seen.Count(outcome => outcome.Unknown is null)),
            rows,
            [.. seen.Where(outcome => outcome.Unknown is not null)
                .Select(outcome => new Figure(said.Check(outcome.Check), outcome.Unknown!))]);
    }

    // The page itself says how the gateway's parts are.
    private static IEnumerable<CheckOutcome> OfMachine(IEnumerable<CheckOutcome> outcomes) =>
        outcomes.Where(outcome => outcome.Check != CheckNames.Gateway);
}

/// <summary>What the checks found, for a page that is there already.</summary>
/// <param name="Checks">Each fault.</param>
/// <param name="State">How the gateway is with them, in a sentence.</param>
public sealed record SeenChecks(ChecksView Checks, string State);

/// <summary>A fault, or advice.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsAdvice">Whether it may well be meant so.</param>
public sealed record FindingRow(string Check, string Problem, string Remedy, bool IsAdvice);
