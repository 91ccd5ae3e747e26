using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Plants.Calibration;

/// <summary>
/// <c>plant calibration</c>: what a plant's waterings teach of its soil probe's scale, and what somebody says to that.
/// </summary>
internal static class PlantCalibrationCommand
{
    private static readonly PlantsJson Wire = PlantsJson.Default;

    public static Command Create()
    {
        var id = PlantCommand.Id();
        var answer = new Argument<string?>("ANSWER")
        {
            Description = "take sets what is proposed, refuse has it not proposed again.", Arity = ArgumentArity.ZeroOrOne,
        };
        answer.AcceptOnly(["take", "refuse"]);
        const string help = "Shows what a plant's waterings teach of its soil probe's scale; takes or refuses it.";
        return new Command("calibration", help) { id, answer }.Asks(
            (result, gateway, cancellationToken) => result.GetValue(answer) is { } said
                ? gateway.Post(
                    PathOf(result.GetRequiredValue(id), $"/{said}"), null, Wire.PlantCalibrationView, cancellationToken)
                : gateway.Get(PathOf(result.GetRequiredValue(id)), Wire.PlantCalibrationView, cancellationToken),
            Wire.PlantCalibrationView,
            (calibration, _) => Print(calibration));
    }

    private static string PathOf(string id, string what = "") => PlantCommand.PathOf(id, $"/calibration{what}");

    private static void Print(PlantCalibrationView calibration)
    {
        if (calibration.DeviceId is null)
        {
            Console.WriteLine("No device watches it.");
            return;
        }

        Console.WriteLine(calibration.SoilDryRaw is { } dry
            ? $"Probe {calibration.SoilChannel} of {calibration.DeviceId}: {dry} in dry air, {calibration.SoilWetRaw} in water."
            : $"Probe {calibration.SoilChannel} of {calibration.DeviceId} is not calibrated.");
        if (calibration.Proposal is not { } proposal)
        {
            Console.WriteLine("Its waterings propose nothing else.");
            return;
        }

        var points = proposal.SoilDryRaw is { } air ? $"{air} in dry air, {proposal.SoilWetRaw} in water"
            : string.Create(CultureInfo.InvariantCulture, $"percent times {proposal.Factor}, and {proposal.Offset} added");
        Console.WriteLine($"Proposed by {proposal.Waterings} waterings: {points}.");
        Console.WriteLine($"  after a watering it shows {Percent(proposal.FieldCapacityNow)}, and would show 70 %");
        Console.WriteLine($"  where drying ends it shows {Percent(proposal.DryPointNow)}, and would show 10 %");
    }

    private static string Percent(double? value) =>
        value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0} %") : "nothing";
}
