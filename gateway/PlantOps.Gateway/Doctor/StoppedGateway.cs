using Microsoft.Extensions.Options;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Doctor;

/// <summary>What can be seen where no gateway runs: the settings as it would read them, its files, and the machine.</summary>
internal static class StoppedGateway
{
    /// <param name="directory">Its data directory.</param>
    /// <param name="answer">Why none answered.</param>
    /// <param name="unknownSettings">What is set and is no setting.</param>
    public static List<ICheck> Checks(string directory, string answer, IEnumerable<string> unknownSettings)
    {
        var problems = unknownSettings.ToList();
        using var configuration = Settings(directory, problems);
        var endpoints = Read<EndpointOptions>(new EndpointOptionsSetup(configuration), problems);
        var store = Read<StoreOptions>(new StoreOptionsSetup(configuration), problems);
        var backups = Read<BackupOptions>(new BackupOptionsSetup(configuration), problems);
        var own = Read<CertificateOptions>(new CertificateOptionsSetup(configuration), problems).OwnCertificate;
        return
        [
            new StoppedCheck(new StoppedFacts(answer, OwnCommand.Line(CommandNames.Serve, directory), problems)),
            new PortsCheck(endpoints, isRunning: false),
            .. DoctorServices.OfMachine(
                configuration[CrossFeatureSettings.TimeZone.Key], directory, store, TimeProvider.System, watch: null),
            new CertificatesCheck(() => CertificatesCheck.In(directory, own, TimeProvider.System.GetUtcNow())),
            .. Directory.Exists(directory)
                ? [new BackupsCheck(() =>
                    BackupsCheck.Of(new DataDirectory(directory), Options.Create(backups), TimeProvider.System))]
                : Array.Empty<ICheck>(),
        ];
    }

    private static ConfigurationManager Settings(string directory, List<string> problems)
    {
        var configuration = new ConfigurationManager();
        try
        {
            configuration.UseGatewaySources(["--DataDirectory", directory]);
        }
        catch (InvalidDataException)
        {
            // The file cannot be read, which is among what is set and no setting.
        }

        return configuration;
    }

    private static TOptions Read<TOptions>(IConfigureOptions<TOptions> setup, List<string> problems)
        where TOptions : class, new()
    {
        var options = new TOptions();
        try
        {
            setup.Configure(options);
            problems.AddRange(((IValidateOptions<TOptions>)setup).Validate(null, options).Failures ?? []);
        }
        catch (InvalidDataException exception)
        {
            problems.Add(exception.Message);
        }

        return options;
    }
}
