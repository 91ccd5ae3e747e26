using System.CommandLine;
using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>The program's verbs. Without one it serves.</summary>
internal static class PlantOpsCommand
{
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public static async Task<int> Run(string[] args)
    {
        var result = Create(args).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try --help.");
            return WrongUsage;
        }

        // The gateway's own host handles Ctrl-C; the parser's handler would cut its stop short.
        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Create(string[] args)
    {
        var root = new RootCommand("PlantOps gateway: broker, store and API for plant sensors. Settings are given as --Key value.")
        {
            Serve(new Command("serve", "Runs the gateway; also what happens without a verb."), args),
            DeviceCommand.Create(),
            PlantCommand.Create(),
            AlertCommand.Create(),
            SpeciesCommand.Create(),
            ChannelCommand.Create(),
            PersonCommand.Create(),
            DeliveryCommand.Create(),
            TokenCommand.Create(),
            AuditCommand.Create(),
            EventsCommand.Create(),
            StoreCommand.Create(),
            CertificatesCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
        };
        root.Options.Add(Verb.DataDirectory);
        return Serve(root, args);
    }

    private static T Serve<T>(T command, string[] args)
        where T : Command
    {
        // A setting is any --Key of any feature: the configuration knows them, the parser does not.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (result, cancellationToken) =>
        {
            if (ServeArguments.Problem(result.UnmatchedTokens) is not { } problem)
            {
                return await GatewayRun.Serve(args, cancellationToken);
            }

            await Console.Error.WriteLineAsync(problem);
            return WrongUsage;
        });
        return command;
    }
}
