using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary><c>store migrate --to postgres CONNECTION</c> and <c>store migrate --to litedb</c>.</summary>
internal static class MigrateCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>While it copies the gateway answers.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    /// <summary>While it starts again it does not.</summary>
    private static readonly TimeSpan LongestSwitch = TimeSpan.FromMinutes(10);

    private static readonly GatewayJson Wire = GatewayJson.Default;
    private static readonly Option<string> To = new("--to") { Description = "postgres or litedb.", Required = true };

    private static readonly Argument<string?> Connection = new("CONNECTION")
    {
        Description = "How to reach PostgreSQL: \"Host=db.example;Database=plantops;Username=plantops;Password=…\".",
        DefaultValueFactory = _ => null,
    };

    public static Command Create()
    {
        To.AcceptOnlyFromAmong("postgres", "litedb");
        var command = new Command("migrate", "Moves everything to another store while the gateway runs, compares both, and switches.") { To, Connection, Verb.Json };
        command.SetAction((result, cancellationToken) => RunAsync(result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var request = new MoveRequest { To = result.GetRequiredValue(To), ConnectionString = result.GetValue(Connection) };
        var directory = Verb.DirectoryOf(result);
        using var gateway = new LocalGateway(directory);
        var begun = await gateway.Post(LocalMoveApi.Path, JsonContent.Create(request, Wire.MoveRequest), Wire.MoveView, cancellationToken);
        if (begun.Value is null) return await FailAsync(begun.Problem!);
        var progress = ProgressLine.OnStandardError();
        var end = await FollowAsync(gateway, directory, begun.Value, progress, cancellationToken);
        progress.Clear();
        if (end is null) return await FailAsync("The gateway does not answer any more. Its log says why; nothing is lost. Start it again.");
        if (end.Phase == MovePhases.Failed) return await FailAsync($"Not moved; the gateway goes on where it was. {end.Reason}");
        Console.WriteLine(result.GetValue(Verb.Json)
            ? JsonSerializer.Serialize(end, Wire.MoveView)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Moved to {end.To}: {end.Readings:N0} readings, {end.DaysDone:N0} days of devices, each compared. The gateway runs on it now."));
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
            if ((await gateway.Get(LocalMoveApi.Path, Wire.MoveView, cancellationToken)).Value is { } next) (view, heard) = (next, time.GetTimestamp());
            else if (view.Phase == MovePhases.Switching && DirectoryLock.IsFree(directory))
                return await EndedAsync(directory, view);
            else if (time.GetElapsedTime(heard) > (view.Phase == MovePhases.Copying ? LongestSilence : LongestSwitch)) return null;
        }

        return view.Phase == MovePhases.None ? null : view;
    }

    /// <summary>It was told to stop in the last phase: the marker says whether it had switched before it ended.</summary>
    private static async Task<MoveView?> EndedAsync(string directory, MoveView view)
    {
        if (StoreMarker.Read(directory)?.Provider != view.To) return null;
        await Console.Error.WriteLineAsync("The gateway was stopped meanwhile; it runs on the new store from its next start on.");
        return view with { Phase = MovePhases.Done };
    }

    private static string Say(MoveView view)
    {
        const int Width = 30;
        var done = view.Days == 0 ? 0 : Math.Min(Width, view.DaysDone * Width / view.Days);
        var bar = new string('#', done) + new string('.', Width - done);
        return view.Phase == MovePhases.Switching
            ? $"[{bar}] switching; devices keep what they measure meanwhile"
            : string.Create(CultureInfo.InvariantCulture, $"[{bar}] {view.DaysDone:N0} of {view.Days:N0} days of devices, {view.Readings:N0} readings");
    }

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return PlantOpsCommand.Failed;
    }
}
