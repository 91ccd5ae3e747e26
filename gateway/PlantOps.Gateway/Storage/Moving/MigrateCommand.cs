using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary><c>store migrate --to postgres CONNECTION</c> and <c>store migrate --to litedb</c>.</summary>
internal static class MigrateCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>While it switches and starts again the gateway does not answer; that it begins to may not be seen.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(10);

    private static readonly StorageJson Wire = StorageJson.Default;
    private static readonly string[] Words = [.. StoreProvider.All.Select(provider => provider.Word)];

    private static readonly Option<string> To = new("--to") { Description = $"{string.Join(" or ", Words)}.", Required = true };

    private static readonly Argument<string?> Connection = new("CONNECTION")
    {
        Description = "How to reach PostgreSQL: \"Host=db.example;Database=plantops;Username=plantops;Password=…\". "
            + SecretArgument.Help,
        DefaultValueFactory = _ => null,
    };

    public static Command Create()
    {
        To.AcceptOnly(Words);
        var command = new Command("migrate",
            "Moves everything to another store while the gateway runs, compares both, and switches.") { To, Connection,
                Verb.Json };
        command.SetAction((result, cancellationToken) => RunAsync(result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var given = result.GetValue(Connection);
        var (connection, problem) = given is null ? (null, null) : SecretArgument.Read(given, Console.In);
        if (problem is not null) return await FailAsync(problem);
        var request = new MoveRequest { To = result.GetRequiredValue(To), ConnectionString = connection };
        var directory = Verb.DirectoryOf(result);
        using var gateway = new LocalGateway(directory);
        var begun = await gateway.Post(
            LocalMoveApi.Path, JsonContent.Create(request, Wire.MoveRequest), Wire.MoveView, cancellationToken);
        if (begun.Value is null) return await FailAsync(begun.Problem!);
        var progress = ProgressLine.OnStandardError();
        var end = await FollowAsync(gateway, directory, begun.Value, progress, cancellationToken);
        progress.Clear();
        if (end is null)
            return await FailAsync("The gateway does not answer any more. Its log says why; nothing is lost. Start it again.");
        if (end.Phase == MovePhases.Failed) return await FailAsync($"Not moved; the gateway goes on where it was. {end.Reason}");
        Console.WriteLine(result.GetValue(Verb.Json)
            ? JsonSerializer.Serialize(end, Wire.MoveView)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Moved to {end.To}: {end.Readings:N0} readings, {end.DaysDone:N0} days of devices, each compared. "
                    + $"The gateway runs on it now."));
        return 0;
    }

    // The last view; null where the gateway fell silent.
    private static async Task<MoveView?> FollowAsync(
        LocalGateway gateway, string directory, MoveView view, ProgressLine progress, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var heard = time.GetTimestamp();
        while (view.Phase is MovePhases.Copying or MovePhases.Switching)
        {
            var shown = view;
            progress.Show(_ => Say(shown));
            await Task.Delay(Interval, time, cancellationToken);
            if ((await gateway.Get(LocalMoveApi.Path, Wire.MoveView, cancellationToken)).Value is { } next)
            {
                // One that was started anew knows of no move.
                if (next.Phase == MovePhases.None) return await EndedAsync(directory, view);
                (view, heard) = (next, time.GetTimestamp());
            }
            else if (DirectoryLock.IsFree(directory)) return await EndedAsync(directory, view);
            else if (time.GetElapsedTime(heard) > MaxSilence) return null;
        }

        return view;
    }

    /// <summary>It ended in the middle: the marker says whether it had switched before.</summary>
    private static async Task<MoveView?> EndedAsync(string directory, MoveView view)
    {
        if (StoreMarker.Read(directory)?.Provider != view.To) return null;
        await Console.Error.WriteLineAsync(
            "The gateway was stopped meanwhile, after everything was moved; it runs on the new store once it is started.");
        return view with { Phase = MovePhases.Done };
    }

    private static string Say(MoveView view)
    {
        const int Width = 30;
        var done = view.Days == 0 ? 0 : Math.Min(Width, view.DaysDone * Width / view.Days);
        var bar = new string('#', done) + new string('.', Width - done);
        return view.Phase == MovePhases.Switching
            ? $"[{bar}] switching; devices keep what they measure meanwhile"
            : string.Create(CultureInfo.InvariantCulture,
                $"[{bar}] {view.DaysDone:N0} of {view.Days:N0} days of devices, {view.Readings:N0} readings");
    }

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return ExitCodes.Failed;
    }
}
