using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.CommandLine;

/// <summary>What the verbs share that ask a running gateway: its data directory, and answers for people or as JSON.</summary>
internal static class Verb
{
    public static readonly Option<string?> DataDirectory = new($"--{Hosting.Files.DataDirectory.Setting.Key}")
    {
        Description =
            $"The directory where the gateway keeps its data. Default: '{Hosting.Files.DataDirectory.Setting.Default}' in this directory.",
        HelpName = "directory",
        Recursive = true,
        // As everywhere in the configuration the last one counts.
        Arity = ArgumentArity.OneOrMore,
        CustomParser = argument => argument.Tokens[^1].Value,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Prints the answer as JSON." };

    /// <summary>Makes the command ask the gateway and print what it answers.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ask">Asks the gateway.</param>
    /// <param name="type">How the answer looks as JSON.</param>
    /// <param name="print">Says it to people.</param>
    public static Command Asks<T>(
        this Command command,
        Func<ParseResult, LocalGateway, CancellationToken, Task<LocalAnswer<T>>> ask,
        JsonTypeInfo<T> type,
        Action<T, string> print)
        where T : class =>
        command.Asks(ask, type, (value, gateway, _) =>
        {
            print(value, gateway.DataDirectory);
            return Task.CompletedTask;
        });

    /// <summary>Makes the command ask the gateway and print what it answers, for which it may ask more.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ask">Asks the gateway.</param>
    /// <param name="type">How the answer looks as JSON.</param>
    /// <param name="print">Says it to people.</param>
    public static Command Asks<T>(
        this Command command,
        Func<ParseResult, LocalGateway, CancellationToken, Task<LocalAnswer<T>>> ask,
        JsonTypeInfo<T> type,
        Func<T, LocalGateway, CancellationToken, Task> print)
        where T : class
    {
        command.Options.Add(Json);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var gateway = new LocalGateway(DirectoryOf(result));
            var answer = await ask(result, gateway, cancellationToken);
            if (answer.Value is not { } value)
            {
                await Console.Error.WriteLineAsync(answer.Problem);
                return ExitCodes.Failed;
            }

            if (result.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(value, type));
            else await print(value, gateway, cancellationToken);
            return 0;
        });
        return command;
    }

    public static string DirectoryOf(ParseResult result)
    {
        if (result.GetValue(DataDirectory) is { Length: > 0 } given) return Path.GetFullPath(given);
        using var configuration = new ConfigurationManager();
        configuration.UseGatewaySources([]);
        return Path.GetFullPath(Hosting.Files.DataDirectory.In(configuration));
    }
}
