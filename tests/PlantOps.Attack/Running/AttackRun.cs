using System.Diagnostics;
using PlantOps.Attack.Attacks;
using PlantOps.Attack.Targets;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Running;

/// <summary>Runs one attack against a gateway of its own and asks afterwards what is left of it.</summary>
internal sealed class AttackRun(IAttack attack, AttackOptions options)
{
    // Beyond anything that an attack needs; whatever waits longer hangs.
    private static readonly TimeSpan ShortDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongDeadline = TimeSpan.FromMinutes(25);

    private readonly Tally _tally = new();

    public async Task<Outcome> RunAsync()
    {
        if (attack.Missing is { } missing) return new Outcome(attack.Name, _tally) { Missing = missing };
        var outcome = new Outcome(attack.Name, _tally);
        var start = Stopwatch.GetTimestamp();
        var targetOptions = await attack.PrepareAsync();
        try
        {
            await using var target = await Target.StartedAsync(targetOptions, _tally);
            await AssaultAsync(target);
            await SettleAsync(target, outcome);
            await VerifyAsync(target, outcome);
            (outcome.SlowestAcknowledgement, outcome.PeakMemory) = (target.Witness.Slowest, target.PeakMemory);
            target.Witness.Stop();
            await target.EndAsync(isKill: false);
            (outcome.LogBytes, outcome.DatabaseBytes) = (target.Log.Bytes, target.DatabaseBytes);
            foreach (var problem in target.Log.Problems()) _tally.Failed(problem);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is, the other attacks go on, and this one has failed.
            _tally.Failed("the attack could not be carried out", exception.ToString());
        }
        finally
        {
            await attack.CleanUpAsync();
        }

        outcome.Took = Stopwatch.GetElapsedTime(start);
        return outcome;
    }

    private async Task AssaultAsync(Target target)
    {
        var random = new Random(HashCodeOf(attack.Name) ^ options.Seed);
        try
        {
            await attack.RunAsync(new Assault(target, _tally, random, options.IsLong)).WaitAsync(options.IsLong ? LongDeadline
                : ShortDeadline);
        }
        catch (OperationCanceledException) when (target.Over.IsCancellationRequested)
        {
            // It crashed, which is in the tally.
        }
        catch (TimeoutException exception)
        {
            _tally.Hung(exception.Message);
        }
    }

    private async Task SettleAsync(Target target, Outcome outcome)
    {
        if (target.Over.IsCancellationRequested)
        {
            outcome.SlowestAcknowledgement = target.Witness.Slowest;
            await target.StartAgainAsync();
        }

        if (!await target.Witness.IsServedAsync(MqttConnection.Patience)) _tally.Hung("the witness is not acknowledged any more");
        try
        {
            using var health = await target.Stranger.GetAsync("/api/health");
            _tally.Answered((int)health.StatusCode, "GET /api/health after the attack");
        }
        catch (Exception exception) when (exception is TaskCanceledException or HttpRequestException)
        {
            _tally.Hung("health is not answered any more", System.Text.Encoding.UTF8.GetBytes(exception.Message));
        }
    }

    private static async Task VerifyAsync(Target target, Outcome outcome)
    {
        // What is acknowledged after this line is not asked for.
        var acknowledged = target.Witness.Acknowledged.ToArray();
        outcome.Acknowledged = acknowledged.Length;
        var stored = await StoredReadings.OfAsync(target.Owner, target.Witness.DeviceId);
        foreach (var (sequence, temperature) in acknowledged)
        {
            var found = stored[sequence].ToList();
            if (!found.Contains(temperature)) outcome.Lost++;
            if (found.Count > 1) outcome.Doubled++;
        }
    }

    // string.GetHashCode differs from run to run.
    private static int HashCodeOf(string name) => name.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
