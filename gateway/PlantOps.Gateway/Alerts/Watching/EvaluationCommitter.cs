using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Keeps what was found about plants, and shows how they are.</summary>
internal sealed class EvaluationCommitter(
    AlertRecorder recorder, PlantStateStore states, PlantStatusCache statuses, PlantEventPublisher publisher,
    SharedPlantStates shared, TimeProvider time)
{
    /// <summary>
    /// Keeps what a watcher has found, its alerts and its words, on disk when it returns. <see langword="false"/> where somebody
    /// else has changed any of it since.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was kept.</exception>
    public bool TryCommit(PlantWatcher watcher, Pace pace)
    {
        var changes = new List<RecordChange>();
        var words = recorder.Enter(watcher.Plant, watcher.Outcomes, pace, changes);
        recorder.Close(watcher.Plant.Id, watcher.Track.Abandoned, time.GetUtcNow().ToUnixTimeMilliseconds(), changes);
        changes.Add(StateOf(watcher));
        if (!states.TryCommit(changes)) return false;
        watcher.Saved();
        publisher.Publish(words);
        return true;
    }

    /// <summary>Keeps how far watchers have looked, in one commit.</summary>
    /// <returns>Those of which somebody else has kept something else since.</returns>
    public IReadOnlyList<PlantWatcher> Save(IReadOnlyList<PlantWatcher> watchers)
    {
        if (watchers.Count == 0) return [];
        if (states.TryCommit([.. watchers.Select(StateOf)]))
        {
            foreach (var watcher in watchers) watcher.Saved();
            return [];
        }

        if (watchers.Count == 1) return watchers;
        return [.. watchers.SelectMany(watcher => Save([watcher]))];
    }

    public void Show(PlantWatcher watcher, Pace pace, long now)
    {
        var track = watcher.Track;
        if (statuses.Found(watcher.Plant.Id) is { } shown && IsSame(shown, track, pace, now)) return;
        var rules = new Dictionary<string, PlantCondition>();
        foreach (var rule in track.Rules)
        {
            if (track.ConditionOf(rule, now, pace) is { } condition) rules[rule.Rule.Id] = condition;
        }

        var status = new PlantStatus(track.Condition(now, pace), track.LastTime, rules)
        {
            FreshFor = track.Expected(pace).Deadline,
        };
        var before = statuses.Show(watcher.Plant.Id, status);
        if (before.Condition != status.Condition) publisher.Publish(watcher.Plant.Id, status);
        shared.Shown(watcher.Plant.Id, before, status);
    }

    // Nearly always, and there may be very many plants: nothing is made for it.
    private static bool IsSame(PlantStatus shown, PlantTrack track, Pace pace, long now)
    {
        if (shown.LastReadingAt != track.LastTime || shown.FreshFor != track.Expected(pace).Deadline
            || shown.Condition != track.Condition(now, pace)) return false;
        var known = 0;
        foreach (var rule in track.Rules)
        {
            if (track.ConditionOf(rule, now, pace) is not { } condition) continue;
            known++;
            if (!shown.Rules.TryGetValue(rule.Rule.Id, out var before) || before != condition) return false;
        }

        return known == shown.Rules.Count;
    }

    /// <summary>All that there is was shown.</summary>
    public void Looked() => statuses.Looked();

    public void Forget(string plantId)
    {
        statuses.Remove(plantId);
        shared.Forgotten(plantId);
    }

    private RecordChange StateOf(PlantWatcher watcher) =>
        states.Put(watcher.Plant.Id, watcher.Track.Save(), watcher.StateVersion);
}
