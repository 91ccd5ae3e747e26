using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Calibration;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>A calibration that a plant's waterings teach, for whoever may take it.</summary>
/// <param name="PlantId">The plant's.</param>
/// <param name="Says">Of how many waterings it was learned.</param>
/// <param name="Rows">What it shows now and would show.</param>
/// <param name="Points">The two raw values that would be set.</param>
public sealed record CalibrationView(string PlantId, string Says, IReadOnlyList<CardValue> Rows, string Points)
{
    internal static CalibrationView? Of(Speech speech, string plantId, ProbeCalibration? probe)
    {
        if (probe?.Proposal is not { } proposal) return null;
        var words = speech.Words;
        return new CalibrationView(
            plantId,
            words.CalibrationLearned(proposal.Waterings),
            [
                new CardValue(words.AfterAWatering, Row(proposal.FieldCapacity, SoilScale.AtCapacity)),
                new CardValue(words.WhereDryingEnds, Row(proposal.DryPoint, SoilScale.AtDryPoint)),
            ],
            proposal.IsRaw ? words.CalibrationPoints(proposal.DryRaw, proposal.WetRaw)
                : words.CalibrationOfPercent(proposal.Factor, proposal.Offset));

        string Row(double value, double then) => words.NowAndThen(
            speech.Value(probe.Shows(proposal, value) is { } now ? Math.Round(now) : null, Metric.SoilMoisture),
            speech.Value(then, Metric.SoilMoisture));
    }
}
