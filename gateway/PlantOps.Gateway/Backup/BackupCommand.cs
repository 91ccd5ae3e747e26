using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// <c>backup now</c>, <c>list</c>, <c>show</c>, <c>verify</c> and <c>restore</c>; all but the first also without a gateway.
/// </summary>
internal static class BackupCommand
{
    private static readonly BackupJson Wire = BackupJson.Default;

    private static readonly Argument<string> Id = new("ID") { Description = "As 'backup list' names it, 'latest', or a file." };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Where the backups are, unless the gateway or its settings say it.", HelpName = "directory",
    };

    private static readonly Option<string?> Passphrase = new("--passphrase")
    {
        Description = $"What opens it, unless the settings say it. {SecretArgument.Help}", HelpName = "passphrase",
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "An empty directory, or one that is not there.", Required = true, HelpName = "directory",
    };

    public static Command Create() => new("backup", "Backups of everything, each restored and compared when it is made.")
    {
        new Command("now", "Makes a backup while the gateway runs, restores it into a scratch folder and compares it.").Asks(
            (_, gateway, cancellationToken) => gateway.Post(LocalBackupApi.Path, null, Wire.BackupResult, cancellationToken),
            Wire.BackupResult,
            (result, _) => Console.WriteLine(
                $"{result.File}  {Size(result.Bytes)}{(result.Encrypted ? "  encrypted" : string.Empty)}\n" +
                $"Restored and compared: {Number(result.Readings)} readings of {Number(result.Days)} days of devices and " +
                $"{Number(result.Documents)} records are the same.")),
        List(),
        Show(),
        Verify(),
        Restore(),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists the backups that there are.") { From, Verb.Json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var asked = result.GetValue(From) is null ? await ListOf(result, cancellationToken) : null;
            var list = asked ?? BackupList.Of(BackupPlace.Of(result, From, Passphrase).Directory, new BackupRecord());
            return Print(result, list, Wire.BackupList, () => Print(list));
        });
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Shows what a backup says it has.") { Id, From, Passphrase, Verb.Json };
        command.SetAction((result, cancellationToken) => LookInto(
            result,
            LocalBackupApi.ShowPath,
            (backup, passphrase) => new BackupDetails
            {
                Backup = BackupView.Of(backup), Manifest = BackupArchive.ReadManifest(backup.Path, passphrase),
            },
            cancellationToken));
        return command;
    }

    private static Command Verify()
    {
        var command = new Command("verify", "Restores a backup into a scratch folder and compares it with what was backed up.")
        {
            Id, From, Passphrase, Verb.Json,
        };
        command.SetAction((result, cancellationToken) => LookInto(
            result,
            LocalBackupApi.VerifyPath,
            (backup, passphrase) => Verified(backup, passphrase, cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command Restore()
    {
        var command = new Command("restore",
            "Makes a data directory of a backup; the gateway need not run, and says what it cannot bring back.")
        {
            Id, To, From, Passphrase, Verb.Json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var place = BackupPlace.Of(result, From, Passphrase);
            var directory = result.GetValue(From) is null && await ListOf(result, cancellationToken) is { } list
                ? list.Directory : place.Directory;
            return Try(result, place, directory, backup =>
            {
                var restored = new BackupRestore(new BackupSteps(), TimeProvider.System)
                    .Run(backup, place.Passphrase, result.GetRequiredValue(To), cancellationToken);
                return Print(result, restored, Wire.RestoreResult, () => Print(restored));
            });
        });
        return command;
    }

    // The running gateway knows where they are and what opens them.
    private static async Task<int> LookInto(
        ParseResult result, string path, Func<BackupFile, string?, BackupDetails> otherwise, CancellationToken cancellationToken)
    {
        var place = BackupPlace.Of(result, From, Passphrase);
        if (result.GetValue(From) is null && place.Problem is null && await ListOf(result, cancellationToken) is not null)
        {
            using var gateway = new LocalGateway(Verb.DirectoryOf(result));
            var id = result.GetRequiredValue(Id);
            var request = new BackupRequest { Id = File.Exists(id) ? Path.GetFullPath(id) : id, Passphrase = place.Given };
            var answer = await gateway.Post(path, JsonContent.Create(request, Wire.BackupRequest), Wire.BackupDetails,
                cancellationToken);
            return answer.Value is { } details ? Print(result, details, Wire.BackupDetails, () => Print(details))
                : Fail(answer.Problem!);
        }

        return Try(result, place, place.Directory, backup =>
        {
            var details = otherwise(backup, place.Passphrase);
            return Print(result, details, Wire.BackupDetails, () => Print(details));
        });
    }

    private static int Try(ParseResult result, BackupPlace place, string directory, Func<BackupFile, int> work)
    {
        if (place.Problem is { } problem) return Fail(problem);
        var id = result.GetRequiredValue(Id);
        if (BackupFile.Find(directory, id) is not { } backup) return Fail($"There is no backup '{id}' in '{directory}'.");
        try
        {
            return work(backup);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Fail(exception.Message);
        }
    }

    private static BackupDetails Verified(BackupFile backup, string? passphrase, CancellationToken stopping)
    {
        var scratch = Directory.CreateTempSubdirectory("plantops-verify-").FullName;
        try
        {
            var manifest = BackupCheck.Restore(backup.Path, passphrase, scratch, new BackupSteps(), TimeProvider.System,
                stopping);
            return new BackupDetails { Backup = BackupView.Of(backup), Manifest = manifest, Proven = true };
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<BackupList?> ListOf(ParseResult result, CancellationToken cancellationToken)
    {
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));
        return (await gateway.Get(LocalBackupApi.Path, Wire.BackupList, cancellationToken)).Value;
    }

    private static int Print<T>(ParseResult result, T value, JsonTypeInfo<T> type, Action print)
    {
        if (result.GetValue(Verb.Json)) Console.WriteLine(JsonSerializer.Serialize(value, type));
        else print();
        return 0;
    }

    private static void Print(BackupList list)
    {
        if (list.Backups.Length == 0) Console.WriteLine($"There is no backup in '{list.Directory}'.");
        foreach (var backup in list.Backups)
        {
            var proven = list.Proven?.Id == backup.Id ? $"  restored and compared {Time(list.Proven.ProvenAt)}" : string.Empty;
            Console.WriteLine($"{backup.Id}  {Size(backup.Bytes),10}{proven}");
        }

        if (list.Reason is { } reason) Console.WriteLine($"The last {list.Failures} failed: {reason}");
    }

    private static void Print(BackupDetails details)
    {
        var manifest = details.Manifest;
        Console.WriteLine(
            $"{details.Backup.File}  {Size(details.Backup.Bytes)}  taken {Time(manifest.TakenAt)} by {manifest.Version} " +
            $"from {manifest.Provider}");
        Console.WriteLine(
            $"{manifest.Devices.Length} devices, {Number(manifest.Readings)} readings, {Number(manifest.Days)} days of devices, "
            + $"{Number(manifest.Collections.Values.Sum(of => of.Count))} records, {manifest.Files.Length} files");
        foreach (var device in manifest.Devices)
        {
            var newest = device.NewestReading is { } at ? Time(at) : "never";
            Console.WriteLine($"  {device.Id}  {device.Name}  newest reading {newest}");
        }

        Console.WriteLine(details.Proven ? "Restored and compared: all of it is as it was backed up."
            : "Only 'backup verify' says whether all of that can be restored.");
    }

    private static void Print(RestoreResult restored)
    {
        Console.WriteLine(
            $"Restored to {restored.Directory}: {restored.Manifest.Devices.Length} devices, " +
            $"{Number(restored.Manifest.Readings)} readings, compared.");
        Console.WriteLine("What cannot be brought back:");
        foreach (var line in restored.Missing) Console.WriteLine($"  {line}");
        Console.WriteLine("Next:");
        foreach (var line in restored.Next) Console.WriteLine($"  {line}");
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return ExitCodes.Failed;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
