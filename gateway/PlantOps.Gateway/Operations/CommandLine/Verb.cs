using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>What the verbs share that ask a running gateway: its data directory, and answers for people or as JSON.</summary>
internal static class Verb
{
    public static readonly Option<string?> DataDirectory = new($"--{StorageServices.DataDirectoryKey}")
    {
        Description = $"Where the gateway keeps its data; '{StorageServices.DefaultDataDirectory}' by default.",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Prints the answer as JSON." };

    /// <summary>Makes the command ask the gateway and print what it answers.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ask">Asks the gateway.</param>
    /// <param name="type">How the answer looks as JSON.</param>
    /// <param name="print">Says it to people.</param>
    public static Command Asks<T>(
        this Command command, Func<ParseResult, LocalGateway, CancellationToken, Task<LocalAnswer<T>>> ask, JsonTypeInfo<T> type, Action<T, string> print)
        where T : class
    {
        command.Options.Add(Json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var directory = DirectoryOf(result);
            using var gateway = new LocalGateway(directory);
            var answer = await ask(result, gateway, cancellationToken);
            if (answer.Value is not { } value)
            {
                await Console.Error.WriteLineAsync(answer.Problem);
                return PlantOpsCommand.Failed;
            }

            if (result.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(value, type));
            else print(value, directory);
            return 0;
        });
        return command;
    }

    public static string DirectoryOf(ParseResult result)
    {
        if (result.GetValue(DataDirectory) is { Length: > 0 } given) return Path.GetFullPath(given);
        using var configuration = new ConfigurationManager();
        configuration.UseGatewaySources([]);
        return Path.GetFullPath(configuration[StorageServices.DataDirectoryKey] ?? StorageServices.DefaultDataDirectory);
    }
}
