using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// Replaces the program of a service. Until the switch nothing is changed; whatever goes wrong after it puts the program
/// before it
/// back, and where the new one had changed the database's form, the copy that it made for that.
/// </summary>
/// <param name="installation">Where the programs are.</param>
/// <param name="directory">The service's data directory.</param>
/// <param name="control">Stops and starts the service: a program and its arguments, <see cref="VerbPlace"/> among them.</param>
/// <param name="say">Tells whoever waits.</param>
/// <param name="time">The time.</param>
internal sealed class UpdateSteps(
    Installation installation, string directory, IReadOnlyList<string> control, Action<string> say, TimeProvider time)
{
    /// <summary>Stands for <c>stop</c> or <c>start</c>.</summary>
    public const string VerbPlace = "{}";

    /// <summary>How long a program may take to be ready; with a stop of at most 30 seconds all is as before within 90.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>For how long it must stay ready.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rehearsal = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    private readonly StoppedDatabase _stopped = new(directory);

    /// <summary>Unpacks a file that is known to be one of a release.</summary>
    /// <returns>Its version, or why it is of no use here.</returns>
    public async Task<(string? Version, string? Problem)> Unpack(string file, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(installation.Root, ".unpacked");
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Directory.CreateDirectory(beside);
        var (exit, said) = await ChildProgram.Run(
            Short, "tar", ["-xf", Path.GetFullPath(file), "-C", beside, "--strip-components=1", "--no-same-owner"],
                cancellationToken);
        if (exit != 0) return (null, $"'{file}' cannot be unpacked: {said.Trim()}");
        var program = Path.Combine(beside, Installation.ProgramName);
        (exit, said) = await ChildProgram.Run(Short, program, ["--version"], cancellationToken);
        if (exit != 0) return (null, $"The program in '{file}' does not run on this machine: {said.Trim()}");
        var version = said.Trim().Split('+')[0];
        if (version == installation.Current) return (null, $"Version {version} is what runs.");
        if (version.Length == 0 ||
            version.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-')))
            return (null, $"The program in '{file}' does not say its version.");
        var place = installation.DirectoryOf(version);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        Directory.Move(beside, place);
        return (version, null);
    }

    /// <summary>Lets the new program open a copy, in a process of its own that lets nobody in.</summary>
    /// <returns>What is wrong; <see langword="null"/> where it finds there what was kept.</returns>
    public async Task<string?> Rehearse(string version, KeptBeforeUpdate kept, CancellationToken cancellationToken)
    {
        if (kept.File is null) return null;
        var scratch = new DirectoryInfo(new DataDirectory(Path.Combine(directory, ".rehearsal")).Path);
        try
        {
            File.Copy(kept.File, Path.Combine(scratch.FullName, "plantops.db"), overwrite: true);
            var (exit, said) = await ChildProgram.Run(
                Rehearsal, installation.Program(version), ["update", "rehearse", "--DataDirectory", scratch.FullName],
                    cancellationToken);
            if (exit != 0) return $"The new program cannot open a copy of the data: {said.Trim()}";
            var found = JsonSerializer.Deserialize(said, UpdatesJson.Default.StoreContents)!;
            return found.Devices == kept.Contents.Devices && found.Readings == kept.Contents.Readings
                ? null
                : $"The new program finds {found.Devices} devices and {found.Readings} readings where there are " +
                  $"{kept.Contents.Devices} and {kept.Contents.Readings}.";
        }
        catch (JsonException)
        {
            return "The new program does not say what it finds in a copy of the data.";
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Switches, and back again where the new program does not do what the one before it did.</summary>
    /// <returns>Why it was taken back; <see langword="null"/> where the new one runs.</returns>
    public async Task<string?> Switch(string version, StoreContents before, CancellationToken cancellationToken)
    {
        var (last, begun) = (installation.Current, time.GetUtcNow());
        if (await Control("stop", cancellationToken) is { } refused) return $"Nothing was changed. {refused}";
        if (await _stopped.Keep(cancellationToken) is { } full)
        {
            await Control("start", CancellationToken.None);
            return $"Nothing was changed: the database cannot be copied. {full}";
        }

        installation.Switch(version);
        if (await Start(version, before, cancellationToken) is not { } problem)
        {
            _stopped.Forget();
            return null;
        }

        // Whoever waits may have gone: what was begun is taken back all the same.
        say($"{problem} Going back to {last}.");
        await Control("stop", CancellationToken.None);
        installation.Switch(last);
        var hasNewForm = _stopped.HasNewForm(begun);
        if (hasNewForm) PutBack(version);
        var still = await Start(last, before, CancellationToken.None);
        if (still is not null && !hasNewForm)
        {
            await Control("stop", CancellationToken.None);
            PutBack(version);
            still = await Start(last, before, CancellationToken.None);
        }

        return still is null ? problem : $"{problem} And {last} does not run either: {still}";
    }

    /// <returns>Why it does not do what it must; <see langword="null"/> where it does.</returns>
    private async Task<string?> Start(string version, StoreContents before, CancellationToken cancellationToken)
    {
        if (await Control("start", CancellationToken.None) is { } refused) return refused;

        // One that takes the question and never answers is as good as none.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience + Steady);
        try
        {
            return await Runs(version, before, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? "It was broken off."
                : $"{version} is not ready after {Patience.TotalSeconds:0} seconds.";
        }
    }

    private async Task<string?> Runs(string version, StoreContents before, CancellationToken cancellationToken)
    {
        var (since, readySince, said) = (time.GetTimestamp(), (long?)null, "It did not answer");
        while (time.GetElapsedTime(since) < Patience || readySince is not null)
        {
            await Task.Delay(Beat, time, cancellationToken);
            using var gateway = new LocalGateway(directory);
            var health = await gateway.Get("/api/health", WebJson.Default.HealthReport, cancellationToken);
            var ready = await gateway.Get(HealthApi.ReadyPath, WebJson.Default.ReadyReport, cancellationToken);
            if (ready.Value is null || health.Value?.Version != version)
            {
                (readySince, said) = (null, ready.Problem ?? $"Version {health.Value?.Version} answers");
                continue;
            }

            readySince ??= time.GetTimestamp();
            if (time.GetElapsedTime(readySince.Value) < Steady) continue;
            var now = (await gateway.Get(UpdateApi.ContentsPath, UpdatesJson.Default.StoreContents, cancellationToken)).Value;
            return now is not null && now.Devices >= before.Devices && now.Readings >= before.Readings ? null
                : $"{version} has {now?.Devices} devices and {now?.Readings} readings, and there were {before.Devices} and " +
                    $"{before.Readings}.";
        }

        return $"{version} is not ready after {Patience.TotalSeconds:0} seconds: {said.Split('\n')[0]}";
    }

    private void PutBack(string version)
    {
        if (_stopped.PutBack(version) is { } kept) say(
            $"The database is as it was before {version} had it; that one's is kept as {kept}.");
    }

    private async Task<string?> Control(string verb, CancellationToken cancellationToken)
    {
        string[] words = [.. control.Select(word => word == VerbPlace ? verb : word)];
        var (exit, said) = await ChildProgram.Run(Short, words[0], words[1..], cancellationToken);
        return exit == 0 ? null : $"`{string.Join(' ', words)}` failed: {said.Trim()}";
    }
}
