using System.CommandLine;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Updates;

namespace PlantOps.Gateway.App;

/// <summary>
/// <c>update rehearse</c>: opens a copy of a database as a start would, says what is in it, and ends. Nothing listens, and no
/// service runs: nobody is sent a message a second time.
/// </summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var command = new Command("rehearse", "Opens a copy of the data and says what is in it.") { Hidden = true };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                await using var app = GatewayApp.Build(
                    ["--DataDirectory", Verb.DirectoryOf(result), "--Store:Provider", "LiteDb", "--Log:Level", "fatal"]);
                app.Services.GetRequiredService<IStore>().Open();
                var contents = app.Services.GetRequiredService<ContentsReader>().ReadAll(cancellationToken);
                Console.WriteLine(JsonSerializer.Serialize(contents, UpdatesJson.Default.StoreContents));
                return 0;
            }
            catch (Exception exception) when (StartFailure.Explain(exception, null) is { Count: > 0 } reasons)
            {
                foreach (var reason in reasons) await Console.Error.WriteLineAsync(reason);
                return ExitCodes.Failed;
            }
        });
        return command;
    }
}
