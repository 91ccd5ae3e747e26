using System.CommandLine;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Updates;

/// <summary><c>update check</c>, <c>verify</c>, <c>apply</c> and <c>back</c>.</summary>
internal static class UpdateCommand
{
    private static readonly Option<string> Control = new("--control")
    {
        Description = "What stops and starts the service; {} stands for stop or start.",
        DefaultValueFactory = _ => $"systemctl {UpdateSteps.VerbPlace} plantops",
    };

    /// <param name="rehearse">Opens a copy, in a process of its own.</param>
    public static Command Create(Command rehearse) => new(
        "update", "Replaces the gateway's program by a signed release, and takes it back where the new one does not work.")
    {
        Check(), Verify(), Apply(), Back(), rehearse,
    };

    private static Command Check()
    {
        var command = new Command("check", "Asks the address in Update:Feed whether there is a newer release.") { Verb.Json };
        command.SetAction((result, cancellationToken) => Guard(async () =>
        {
            using var configuration = new ConfigurationManager();
            configuration.UseGatewaySources([$"--{DataDirectory.Setting.Key}", Verb.DirectoryOf(result)]);
            if (configuration[UpdateOptions.FeedSetting.Key] is not { Length: > 0 } feed)
                return $"Nobody is asked: set {UpdateOptions.FeedSetting.Key} to the address of a release's latest.json.";
            if (ReleaseFeed.Problem(feed) is { } wrong) return $"{UpdateOptions.FeedSetting.Key}: {wrong}";
            if (ReleaseSignature.BuiltIn() is not { } key) return WithoutKey;
            var (newest, problem) = await ReleaseFeed.Ask(new Uri(feed), key, cancellationToken);
            if (newest is null) return problem;
            var check = new UpdateCheck
            {
                Version = HealthApi.Version, Newest = newest, IsNewer = ReleaseFeed.IsNewer(newest.Version, HealthApi.Version),
            };
            Console.WriteLine(result.GetValue(Verb.Json) ? JsonSerializer.Serialize(check, UpdatesJson.Default.UpdateCheck)
                : check.IsNewer ? $"{newest.Version} of {newest.Released} is newer than {check.Version}: {newest.Address}"
                : $"{check.Version} is the newest.");
            return null;
        }));
        return command;
    }

    private static Command Verify()
    {
        var file = FileArgument();
        var command = new Command("verify", "Says whether a file is one of a release.") { file };
        command.SetAction(async (result, _) =>
        {
            if (Problem(result.GetRequiredValue(file)) is { } problem) return await Fail(problem);
            Console.WriteLine($"'{result.GetRequiredValue(file)}' is one of a release of PlantOps.");
            return 0;
        });
        return command;
    }

    private static Command Apply()
    {
        var file = FileArgument();
        var command = new Command(
            "apply", "Checks the file, tries its program on a copy of the data, switches, and switches back where it is not " +
            "ready in 45 seconds.")
        {
            file, Control,
        };
        command.SetAction((result, cancellationToken) => Guard(async () =>
        {
            var path = result.GetRequiredValue(file);
            if (Problem(path) is { } problem) return problem;
            if (Installation.Of(Environment.ProcessPath) is not { } installation) return InstalledOtherwise;
            var steps = Steps(installation, Verb.DirectoryOf(result), result.GetRequiredValue(Control));
            if (await steps.Apply(path, cancellationToken) is { } failed) return failed;
            Console.WriteLine(
                $"{installation.Current} runs, with all that was there. Back to the one before: plantops update back");
            return null;
        }));
        return command;
    }

    private static Command Back()
    {
        var command = new Command(
            "back", "Switches to the program that ran before the last update, or ends an update that was broken off.") { Control };
        command.SetAction((result, cancellationToken) => Guard(async () =>
        {
            if (Installation.Of(Environment.ProcessPath) is not { } installation) return InstalledOtherwise;
            var directory = Verb.DirectoryOf(result);
            var steps = Steps(installation, directory, result.GetRequiredValue(Control));
            if (steps.IsBrokenOff)
            {
                if (await steps.Recover(cancellationToken) is { } broken) return broken;
                Console.WriteLine($"{installation.Current} runs.");
                return null;
            }

            if (installation.Previous is not { } previous) return "No other version ran here before.";
            using var gateway = new LocalGateway(directory);
            var now = await gateway.Get(UpdateApi.ContentsPath, UpdatesJson.Default.StoreContents, cancellationToken);
            var nothing = new StoreContents { Devices = 0, Readings = 0 };
            if (await steps.Switch(previous, now.Value ?? nothing, cancellationToken) is { } failed) return failed;
            Console.WriteLine($"{previous} runs again.");
            return null;
        }));
        return command;
    }

    private const string WithoutKey =
        "This program was built without the key of releases, and takes no update: it cannot tell one from a forged one.";

    private const string InstalledOtherwise =
        "This program is not one that `plantops update` looks after. Installed by apt: sudo apt upgrade plantops. In a " +
        "container: pull the new "
        + "image. How to install it so that it is: docs/deployment.md.";

    private static Argument<string> FileArgument() => new("FILE")
    {
        Description = $"A release's .tar.xz, with {ReleaseSignature.SumsName} and {ReleaseSignature.SignatureName} beside it.",
    };

    private static string? Problem(string file) => ReleaseSignature.BuiltIn() is { } key
        ? ReleaseSignature.Problem(file, key)
        : WithoutKey;

    private static UpdateSteps Steps(Installation installation, string directory, string control) => new(
        installation, directory, control.Split(' ', StringSplitOptions.RemoveEmptyEntries), Console.Error.WriteLine,
            TimeProvider.System);

    private static async Task<int> Guard(Func<Task<string?>> work)
    {
        try
        {
            return await work() is { } problem ? await Fail(problem) : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await Fail(exception.Message);
        }
    }

    private static async Task<int> Fail(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Failed;
    }
}
