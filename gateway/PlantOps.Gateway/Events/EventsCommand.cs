using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Events;

/// <summary><c>events [--types KINDS]</c>: what happens, as it happens, until Ctrl-C.</summary>
internal static class EventsCommand
{
    private static readonly Option<string?> Types = new(
        "--types") { Description = $"Some of {LiveEventTypes.List}, with commas between them; all by default." };

    public static Command Create()
    {
        var command = new Command(
            "events", "Shows what happens, as it happens, until Ctrl-C; with --json an object a line.") { Types, Verb.Json };
        command.SetAction((result, _) => RunAsync(result));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result)
    {
        using var interruption = new Interruption();
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));
        var query = result.GetValue(Types) is { } types ? $"?types={Uri.EscapeDataString(types)}" : string.Empty;
        try
        {
            var answer = await gateway.Open(EventsApi.LocalPath + query, interruption.Token);
            if (answer.Value is not { } stream) return await FailAsync(answer.Problem!);
            await using (stream) await ShowAsync(stream, result.GetValue(Verb.Json), interruption.Token);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (IOException)
        {
            // It ended in the middle of something; said below like any other end.
        }

        return await FailAsync("The gateway has stopped.");
    }

    private static async Task ShowAsync(Stream stream, bool asJson, CancellationToken cancellationToken)
    {
        var events = SseParser.Create(stream);
        await foreach (var happened in events.EnumerateAsync(cancellationToken))
        {
            var line = asJson
                ? $$"""{"event":"{{happened.EventType}}","id":"{{events.LastEventId}}","data":{{happened.Data}}}"""
                : $"{TimeProvider.System.GetLocalNow().ToString("HH:mm:ss zzz", CultureInfo.InvariantCulture)}  {happened.EventType,-9}{happened.Data}";
            await Console.Out.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private static async Task<int> FailAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Failed;
    }
}
