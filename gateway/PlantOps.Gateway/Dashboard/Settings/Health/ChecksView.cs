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
    // The page itself says how the gateway's parts are.
    internal static ChecksView Of(IWords words, IEnumerable<CheckOutcome> outcomes)
    {
        var said = DoctorLanguages.Of(words.Language);
        var seen = outcomes.Where(outcome => outcome.Check != CheckNames.Gateway).ToList();
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
}

/// <summary>A fault, or advice.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsAdvice">Whether it may well be meant so.</param>
public sealed record FindingRow(string Check, string Problem, string Remedy, bool IsAdvice);
