using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Backup;

/// <summary>Where backups are and what opens them, for a command without a gateway.</summary>
/// <param name="Directory">Where.</param>
/// <param name="Passphrase">What opens them, if anything does.</param>
/// <param name="Given">That, where it was given with the command.</param>
/// <param name="Problem">Why it is not known.</param>
internal sealed record BackupPlace(string Directory, string? Passphrase, string? Given, string? Problem)
{
    /// <summary>By what was typed, and else by the settings in the environment and beside the program.</summary>
    public static BackupPlace Of(ParseResult result, Option<string?> from, Option<string?> passphrase)
    {
        using var configuration = new ConfigurationManager();
        configuration.UseGatewaySources([$"--{DataDirectory.Setting.Key}", Verb.DirectoryOf(result)]);
        var options = new BackupOptions();
        var setup = new BackupOptionsSetup(configuration);
        setup.Configure(options);
        var (given, problem) = result.GetValue(passphrase) is { } typed ? SecretArgument.Read(typed, Console.In) : (null, null);
        var directory = result.GetValue(from) is { } named ? Path.GetFullPath(named) : options.Directory;
        return new BackupPlace(directory, given ?? options.Passphrase, given, problem);
    }
}
