using System.CommandLine;
using System.Text;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>
/// <c>mcp [--allow-changes]</c> and <c>mcp config CLIENT</c>: assistants on this machine, and what any of them needs.
/// </summary>
internal static class McpCommand
{
    private static readonly AssistantsJson Wire = AssistantsJson.Default;

    private static readonly Option<bool> ReadOnly = new("--read-only")
    {
        Description = "Lets the assistant look, and change nothing. So it is by default.",
    };

    private static readonly Option<bool> AllowChanges = new("--allow-changes")
    {
        Description = "Lets it note what was done to plants, and answer alerts.",
    };

    public static Command Create()
    {
        var command = new Command(
            "mcp", "Speaks MCP over standard input and output, for an assistant that starts it; `mcp config` says how.")
        {
            ReadOnly, AllowChanges, Config(),
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ReadOnly) && result.GetValue(AllowChanges))
                result.AddError("--read-only and --allow-changes exclude each other.");
        });
        command.SetAction((result, cancellationToken) => Run(result, cancellationToken));
        return command;
    }

    private static async Task<int> Run(ParseResult result, CancellationToken cancellationToken)
    {
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));

        // Whoever starts it reads standard error where it ends at once, and hardly ever later.
        var there = await gateway.Get(GatewayAddresses.LocalPath, WebJson.Default.GatewayAddresses, cancellationToken);
        if (there.Value is null)
        {
            await Console.Error.WriteLineAsync(there.Problem);
            return ExitCodes.Failed;
        }

        var path = $"{McpEndpoints.LocalPath}?{McpEndpoints.AllowChanges}={(result.GetValue(AllowChanges) ? "true" : "false")}";
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), encoding);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), encoding);
        using var bridge = new StdioBridge(gateway, path, output);
        try
        {
            await bridge.Run(input, cancellationToken);
        }
        catch (IOException)
        {
            // The assistant is gone.
        }

        return 0;
    }

    private static Command Config()
    {
        var client = Choices.Argument("CLIENT", "The program that is to use the gateway", McpClients.Names);
        const string Help = "Prints what an assistant needs to use this gateway, on this machine and from others.";
        return new Command("config", Help) { client }.Asks(
            async (result, gateway, cancellationToken) =>
            {
                var answer = await gateway.Get(GatewayAddresses.LocalPath, WebJson.Default.GatewayAddresses, cancellationToken);
                if (answer.Value is not { } addresses) return new LocalAnswer<McpClientSetup>(null, answer.Problem);
                var address = $"{addresses.Network ?? addresses.Https}{McpEndpoints.Path}";
                var place = new McpPlace(OwnCommand.Parts(), gateway.DataDirectory, address);
                return new LocalAnswer<McpClientSetup>(McpClients.Of(result.GetRequiredValue(client), place), null);
            },
            Wire.McpClientSetup,
            (setup, directory) => Console.WriteLine(
                $"""
                On this machine, without a token; {(setup.Where.Length > 0 ? "put this" : "run this")}{setup.Where}:

                {setup.Here}

                From any machine, over the network. It needs a token, and the CA of this gateway in a file there:

                  {OwnCommand.Line("token create assistant --role viewer", directory)}
                  {setup.Ca}

                {setup.Remote}

                With --role waters, or --allow-changes on this machine, it may also note what was done and answer alerts.
                """));
    }
}
