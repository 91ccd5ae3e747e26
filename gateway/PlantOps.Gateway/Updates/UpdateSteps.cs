using System.Text.Json;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// Replaces the program of a service. Until the switch nothing is changed; whatever goes wrong after it puts the program
/// before it back, and where the new one had changed the database's form, the copy that was made for that.
/// </summary>
/// <param name="installation">Where the programs are.</param>
/// <param name="directory">The service's data directory.</param>
/// <param name="control">Stops and starts the service: a program and its arguments, <see cref="VerbPlace"/> among them.</param>
/// <param name="say">Tells whoever waits.</param>
/// <param name="time">The time.</param>
/// <param name="stages">Is told what is done.</param>
internal sealed class UpdateSteps(
    Installation installation, string directory, IReadOnlyList<string> control, Action<string> say, TimeProvider time,
    UpdateStages? stages = null)
{
    /// <summary>Stands for <c>stop</c> or <c>start</c>.</summary>
    public const string VerbPlace = "{}";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rehearsal = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    private readonly UpdateStages _stages = stages ?? new UpdateStages();
    private readonly StoppedDatabase _stopped = new(directory);
    private readonly UpdateJournal _journal = new(installation.Root);

    /// <summary>How long a program may take to be ready; with a stop of at most 30 seconds all is as before within 90.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long the program that ran before may take: there is nothing else to go to.</summary>
    public TimeSpan PatienceBack { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>For how long it must stay ready.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether an update is under way, or was broken off.</summary>
    public bool IsBrokenOff => _journal.Read() is not null;

    /// <summary>All of an update by a file that is known to be one of a release.</summary>
    /// <returns>Why there was none; <see langword="null"/> where the new program runs.</returns>
    public async Task<string?> Apply(string file, CancellationToken cancellationToken)
    {
        if (await Recover(cancellationToken) is { } broken) return broken;
        var (version, unusable) = await Unpack(file, cancellationToken);
        if (version is null) return unusable;
        say($"{version} is unpacked. Backing everything up, and restoring that to try the program on…");
        _stages.Enter(UpdateStages.Keep);
        using var gateway = new LocalGateway(directory);
        var kept = await gateway.Post(UpdateApi.KeepPath, null, UpdatesJson.Default.KeptBeforeUpdate, cancellationToken);
        if (kept.Value is not { } before) return $"Nothing was changed: {kept.Problem}";
        if (await Rehearse(version, before, cancellationToken) is { } wrong) return $"Nothing was changed. {wrong}";
        say($"The new program opens what was backed up, and finds all of it. The backup is {before.File}.");
        return await Switch(version, before.Contents, cancellationToken);
    }

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
        _stages.Enter(UpdateStages.Unpack);
        var place = installation.DirectoryOf(version);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        Directory.Move(beside, place);
        return (version, null);
    }

    /// <summary>Lets the new program open what was backed up, in a process of its own that lets nobody in.</summary>
    /// <returns>What is wrong; <see langword="null"/> where it finds there what was kept, day by day of each device.</returns>
    public async Task<string?> Rehearse(string version, KeptBeforeUpdate kept, CancellationToken cancellationToken)
    {
        if (kept.Directory is not { } scratch) return null;
        try
        {
            _stages.Enter(UpdateStages.Rehearse);
            var (exit, said) = await ChildProgram.Run(
                Rehearsal, installation.Program(version), ["update", "rehearse", "--DataDirectory", scratch], cancellationToken);
            if (exit != 0) return $"The new program cannot open a copy of the data: {said.Trim()}";
            var found = JsonSerializer.Deserialize(said, UpdatesJson.Default.StoreContents)!;
            if (found.Lacks(kept.Contents) is { } lacking) return $"The new program finds {lacking}.";
            if (found.History is not { } history) return null;
            var differences = HistoryDigests.Differences(BackupBeforeUpdate.History(scratch), history);
            return differences.Count == 0 ? null
                : $"The new program reads other readings than were backed up: {BackupMaker.Several(differences)}.";
        }
        catch (JsonException)
        {
            return "The new program does not say what it finds in a copy of the data.";
        }
        finally
        {
            OwnFolder.Remove(scratch);
        }
    }

    /// <summary>Switches, and back again where the new program does not do what the one before it did.</summary>
    /// <returns>Why it was taken back; <see langword="null"/> where the new one runs.</returns>
    public async Task<string?> Switch(string version, StoreContents before, CancellationToken cancellationToken)
    {
        var update = new UpdateUnderWay
        {
            Phase = UpdatePhase.Stopping, From = installation.Current, To = version, Previous = installation.Previous,
            Begun = time.GetUtcNow().ToUnixTimeMilliseconds(), Before = before,
        };
        _journal.Write(update);
        _stages.Enter(UpdateStages.Stop);
        if (await Control("stop", cancellationToken) is { } refused)
        {
            _journal.Remove();
            return $"Nothing was changed. {refused}";
        }

        _stages.Enter(UpdateStages.Copy);
        if (await _stopped.Keep(cancellationToken) is { } full)
        {
            await Control("start", CancellationToken.None);
            _journal.Remove();
            return $"Nothing was changed: the database cannot be copied. {full}";
        }

        _journal.Write(update = update.In(UpdatePhase.Switching));
        _stages.Enter(UpdateStages.Switch);
        installation.Switch(version);
        var problem = await Start(version, before, Patience, cancellationToken);
        return problem is null ? Finish() : await GoBack(update, problem);
    }

    /// <summary>
    /// Ends what an update left that was broken off: where the new program does what it must it stays, else it is taken back.
    /// </summary>
    /// <returns>
    /// What is still not as it should be; <see langword="null"/> where one of the two runs, or nothing was broken off.
    /// </returns>
    public async Task<string?> Recover(CancellationToken cancellationToken)
    {
        OwnFolder.Remove(Path.Combine(directory, BackupBeforeUpdate.FolderName));
        if (_journal.Read() is not { } update) return null;
        say($"An update from {update.From} to {update.To} was broken off.");
        await Control("stop", CancellationToken.None);
        if (update.Phase == UpdatePhase.Stopping)
        {
            var refused = await Start(update.From, update.Before, PatienceBack, cancellationToken);
            return refused is null ? Finish() : refused;
        }

        var problem = $"{update.To} did not do what it must.";
        if (update.Phase == UpdatePhase.Switching)
        {
            installation.Link(update.To, update.From);
            if (await Start(update.To, update.Before, Patience, cancellationToken) is not { } wrong) return Finish();
            problem = wrong;
        }

        await GoBack(update, problem);
        return _journal.Read() is null ? null : $"{problem} And {update.From} does not run either.";
    }

    private string? Finish()
    {
        _stages.Enter(UpdateStages.Finish);
        _journal.Remove();
        _stages.Enter(UpdateStages.Forget);
        _stopped.Forget();
        return null;
    }

    private async Task<string> GoBack(UpdateUnderWay update, string problem)
    {
        // Whoever waits may have gone: what was begun is taken back all the same.
        say($"{problem} Going back to {update.From}.");
        _journal.Write(update.In(UpdatePhase.GoingBack));
        _stages.Enter(UpdateStages.Back);
        await Control("stop", CancellationToken.None);
        installation.Link(update.From, update.Previous);
        var isOfNoUse = _stopped.HasNewForm(DateTimeOffset.FromUnixTimeMilliseconds(update.Begun)) || !_stopped.CanBeRead;
        if (isOfNoUse) PutBack(update.To);
        var still = await StartBefore();
        if (still is not null && !isOfNoUse)
        {
            await Control("stop", CancellationToken.None);
            PutBack(update.To);
            still = await StartBefore();
        }

        if (still is not null) return $"{problem} And {update.From} does not run either: {still}";
        Finish();
        return problem;

        Task<string?> StartBefore()
        {
            _stages.Enter(UpdateStages.StartBefore);
            return Start(update.From, update.Before, PatienceBack, CancellationToken.None);
        }
    }

    /// <returns>Why it does not do what it must; <see langword="null"/> where it does.</returns>
    private async Task<string?> Start(
        string version, StoreContents before, TimeSpan patience, CancellationToken cancellationToken)
    {
        _stages.Enter(UpdateStages.Start);
        if (await Control("start", CancellationToken.None) is { } refused) return refused;

        // One that takes the question and never answers is as good as none.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience + Steady);
        try
        {
            return await Runs(version, before, patience, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? "It was broken off."
                : $"{version} is not ready after {patience.TotalSeconds:0} seconds.";
        }
    }

    private async Task<string?> Runs(
        string version, StoreContents before, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (since, readySince, said) = (time.GetTimestamp(), (long?)null, "It did not answer");
        while (time.GetElapsedTime(since) < patience || readySince is not null)
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
            return now is null ? $"{version} does not say what it has."
                : now.Lacks(before) is { } lacking ? $"{version} has {lacking}." : null;
        }

        return $"{version} is not ready after {patience.TotalSeconds:0} seconds: {said.Split('\n')[0]}";
    }

    private void PutBack(string version)
    {
        _stages.Enter(UpdateStages.PutBack);
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
