using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Doctor;

/// <summary><c>diagnostics FILE</c>: what somebody who helps needs to know.</summary>
internal static partial class DiagnosticsCommand
{
    private const string MetricsPath = "/metrics";

    private static readonly Option<bool> Force = new("--force") { Description = "Replaces the file where it is there." };

    /// <param name="settings">Every setting there is.</param>
    /// <param name="unknownSettings">What is set and is no setting, looked for where no gateway runs.</param>
    public static Command Create(IReadOnlyList<Setting> settings, Func<IReadOnlyList<string>> unknownSettings)
    {
        var file = new Argument<string>("FILE") { Description = "The new text file." };
        var command = new Command(
            "diagnostics", "Writes a file for somebody who helps: versions, settings, checks, sizes and the log, without any " +
            "reading, name, token or address.")
        {
            file, Force,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var directory = Verb.DirectoryOf(result);
                using var gateway = new LocalGateway(directory);
                var text = await Read(gateway, DoctorApi.DiagnosticsPath, cancellationToken) is { } running
                    ? running + "== metrics\n" + WithoutNames(await Read(gateway, MetricsPath, cancellationToken) ?? string.Empty)
                    : await Stopped(directory, settings, unknownSettings(), cancellationToken);
                await using var output = new OutputFile(result.GetRequiredValue(file), result.GetValue(Force));
                await output.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
                output.Keep();
                Console.WriteLine($"{result.GetRequiredValue(file)} is written. Read it before you send it to anybody.");
                return 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    /// <summary>Metrics as Prometheus reads them, with the labels of buckets and no others: the rest may be a device's
    /// words.</summary>
    public static string WithoutNames(string metrics) => string.Join('\n', metrics.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("target_info", StringComparison.Ordinal))
        .Select(line => Label().Replace(line, label => label.Groups[1].Value == "le" ? label.Value : string.Empty))) + "\n";

    private static async Task<string?> Read(LocalGateway gateway, string path, CancellationToken cancellationToken)
    {
        if ((await gateway.Open(path, cancellationToken)).Value is not { } answer) return null;
        using var reader = new StreamReader(answer);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static async Task<string> Stopped(
        string directory, IReadOnlyList<Setting> settings, IReadOnlyList<string> unknownSettings,
        CancellationToken cancellationToken)
    {
        using var configuration = new ConfigurationManager();
        configuration.UseGatewaySources(["--DataDirectory", directory]);
        var checks = StoppedGateway.Checks(directory, "No gateway is running.", unknownSettings);
        return Diagnostics.Write(
            configuration, settings, DoctorReport.Of(
                await new Examination(checks, TimeProvider.System).Run(quick: false, cancellationToken)));
    }

    [GeneratedRegex("""([a-zA-Z_]+)="(?:[^"\\]|\\.)*",?""")]
    private static partial Regex Label();
}
