using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Replay;

/// <summary>
/// What the rules, as they are now, would have raised in the past. The same as live, where readings came in time: a reading that
/// came late out of a buffer was history when it came, and is judged here as if it had come at once. Rules about heartbeats,
/// which are not kept, say nothing.
/// </summary>
internal sealed class AlertReplay(
    IReadingStore readings, PlantRules rules, WatchedDevices devices, IOptions<AlertOptions> options,
    IOptions<SeasonOptions> seasons, TimeProvider time)
{
    private const int ReadAtOnce = 50_000;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The alerts from ≤ raised &lt; to, by time; those that had not ended by then are open.</summary>
    /// <param name="plant">With the rules that are to judge.</param>
    /// <param name="from">Unix milliseconds UTC.</param>
    /// <param name="to">The same.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="only">The id of the one rule that judges; all where none is named.</param>
    public IReadOnlyList<Alert> Run(Plant plant, long from, long to, CancellationToken cancellationToken, string? only = null) =>
        Judge(plant, from, to, null, cancellationToken, only).Alerts;

    /// <summary>The same, with what the rules remember at the end.</summary>
    /// <param name="plant">Whose past it is.</param>
    /// <param name="from">Included.</param>
    /// <param name="to">Excluded.</param>
    /// <param name="pace">How often was measured; as the devices do now where it is not said.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <param name="only">The id of the one rule that judges; all where none is named.</param>
    public (IReadOnlyList<Alert> Alerts, PlantState State) Judge(
        Plant plant, long from, long to, Pace? pace, CancellationToken cancellationToken, string? only = null)
    {
        var folded = new Dictionary<string, Alert>();
        var (state, zone) = (new PlantState(), options.Value.TimeZone);
        foreach (var watch in plant.Watches)
        {
            var (start, end) = (Math.Max(from, watch.From), Math.Min(to, watch.To ?? to));
            if (start >= end) continue;
            var judging = rules.AsWatched(plant).Where(rule => only is null || rule.Id == only).ToList();
            var track = new PlantTrack(judging, state.For(watch.Stream), zone, seasons.Value.HemisphereOf(zone));
            if (!track.KnowsPace) Learn(track, watch.Stream, start);
            var outcomes = Run(track, watch.Stream, pace ?? devices.PaceOf(watch.Device), start, end, cancellationToken);
            foreach (var outcome in outcomes) Fold(folded, plant.Id, outcome);
            state = track.Save();
        }

        return ([.. folded.Values.OrderBy(alert => alert.Id, StringComparer.Ordinal)], state);
    }

    // As whoever begins to watch does.
    private void Learn(PlantTrack track, StreamId stream, long until)
    {
        var before = new List<Reading>();
        readings.Read(stream, until - PlantWatcher.LearnedFrom, until, int.MaxValue, before, []);
        foreach (var reading in before) track.Learn(reading);
    }

    private List<Outcome> Run(
        PlantTrack track, StreamId stream, Pace pace, long from, long to, CancellationToken cancellationToken)
    {
        var outcomes = new List<Outcome>();
        var some = new List<Reading>();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            some.Clear();
            // What is damaged is as if nothing had been measured then.
            readings.Read(stream, Math.Max(from, track.LastTime + 1), to, ReadAtOnce, some, []);
            foreach (var reading in some) track.Take(reading, pace, fresh: true, outcomes);
        }
        while (some.Count == ReadAtOnce);

        track.Tick(to, pace, outcomes);
        return outcomes;
    }

    private static void Fold(Dictionary<string, Alert> folded, string plantId, in Outcome outcome)
    {
        var id = AlertWriting.IdOf(plantId, outcome);
        if (outcome.Kind == AlertEventKind.Raised) folded[id] = AlertWriting.Raised(plantId, outcome);
        else if (folded.TryGetValue(id, out var alert)) folded[id] = AlertWriting.Changed(alert, outcome);
    }
}
