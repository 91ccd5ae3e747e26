using System.CommandLine;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Doctor.Words;

namespace PlantOps.Gateway.Doctor;

/// <summary><c>doctor</c>: asks the running gateway what is wrong, and looks by itself where none runs.</summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Writes nothing to the disk and asks nobody in the network.",
    };

    private static readonly EnglishDoctorWords Words = new();

    /// <param name="unknownSettings">What is set and is no setting, looked for where no gateway runs.</param>
    public static Command Create(Func<IReadOnlyList<string>> unknownSettings)
    {
        var command = new Command(
            Name, "Says what is wrong with the gateway and this machine, and what to do; ends with 1 where something is.")
        {
            Quick, Verb.Json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var report = await Examine(
                Verb.DirectoryOf(result), result.GetValue(Quick), unknownSettings, cancellationToken);
            if (result.GetValue(Verb.Json)) Console.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));
            else Print(report);
            return report.Checks.Any(check => check.Status == CheckView.FaultStatus) ? ExitCodes.Failed : 0;
        });
        return command;
    }

    private static async Task<DoctorReport> Examine(
        string directory, bool quick, Func<IReadOnlyList<string>> unknownSettings, CancellationToken cancellationToken)
    {
        using var gateway = new LocalGateway(directory);
        var path = quick ? $"{DoctorApi.LocalPath}?quick=true" : DoctorApi.LocalPath;
        var answer = await gateway.Get(path, DoctorJson.Default.DoctorReport, cancellationToken);

        // A hardened service may not ask about the clock; whoever sits at the terminal may.
        var checks = answer.Value is null ? StoppedGateway.Checks(directory, answer.Problem ?? string.Empty, unknownSettings())
            : [new ClockCheck(TimeProvider.System, watch: null)];
        var seen = DoctorReport.Of(await new Examination(checks, TimeProvider.System).Run(quick, cancellationToken));
        return answer.Value?.With(seen) ?? seen;
    }

    private static void Print(DoctorReport report)
    {
        foreach (var check in report.Checks)
        {
            var reason = check.Reason is null ? string.Empty : $": {check.Reason}";
            Console.WriteLine($"{check.Status,-9}{Words.Check(check.Check)}{reason}");
            foreach (var finding in check.Findings)
            {
                Console.WriteLine($"{string.Empty,9}{finding.Problem}");
                Console.WriteLine($"{string.Empty,9}→ {finding.Remedy}");
            }
        }
    }
}
