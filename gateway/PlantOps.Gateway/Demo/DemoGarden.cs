using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Demo;

/// <summary>
/// Makes the demo's plants and their year up, before anything of the gateway runs: readings through the store that devices'
/// readings go to, alerts by the rules that judge those.
/// </summary>
internal sealed class DemoGarden(
    DemoMark mark, DataDirectory directory, VirtualPlantCare care, PlantStore plants, PlantJournal journal,
    IReadingStore readings, AlertReplay replay, DemoAlerts alerts, IStore store, TimeProvider time) : IHostedLifecycleService
{
    private const double Day = 24 * 60 * 60 * 1000;
    private const int AtOnce = 4000;
    private static readonly string[] People = ["Ada", "Ben"];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var file = directory.File(DemoMark.FileName);
        if (File.Exists(file)) return Task.CompletedTask;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < DemoPlant.All.Count; i++) Add(DemoPlant.All[i], (mark.Seed * 100) + i, now, cancellationToken);

        // Or a stop soon after would wait for a year to be put in order.
        store.Settle();
        File.WriteAllText(file, "The plants of this data directory, and all that was measured, are made up: plantops demo.\n");
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Add(DemoPlant wanted, int seed, long now, CancellationToken cancellationToken)
    {
        var past = MadeUpPast.Of(wanted.Past, seed, now);
        var request = new PlantRequest { Name = wanted.Name, Species = wanted.Species, Place = wanted.Place };
        var (plant, kept) = care.New(request, past.Readings[0].Time, seed);
        var entries = Entries(wanted, past, plant.Id, new Random(seed), now);
        plants.TryCommit([.. care.Changes(plant, wanted.GoesOn ? kept : null), .. entries]);
        var stream = StreamId.OfDevice(kept.Device);
        foreach (var some in past.Readings.Chunk(AtOnce))
            readings.Append(new ReadingGroup([new DeviceReadings(stream, some)], []));
        var (raised, state) = replay.Judge(plant, 0, now, new Pace(MadeUpPast.Step), cancellationToken);
        alerts.Keep(plant.Id, raised, state, People);
    }

    // Somebody forgets to write one in eight down: the soil shows it all the same.
    private IEnumerable<RecordChange> Entries(DemoPlant wanted, MadeUpPast past, string plantId, Random chance, long now)
    {
        foreach (var at in past.Waterings.Where(_ => chance.Next(8) > 0))
            yield return Entry(plantId, at, JournalKind.Watered, null, People[chance.Next(People.Length)]);
        foreach (var note in wanted.Notes)
        {
            var at = now - (long)(note.DaysAgo * Day);
            yield return Entry(plantId, at, note.Kind, note.Text, People[chance.Next(People.Length)]);
        }
    }

    private RecordChange Entry(string plantId, long at, JournalKind kind, string? text, string by) =>
        journal.Put(plantId, new JournalEntry { Id = JournalEntry.NewId(at), Kind = kind, At = at, Text = text, By = by });
}

/// <summary>Keeps what was found about the past, as if it had been found then. Nobody is told of it.</summary>
internal sealed class DemoAlerts(AlertStore alerts, PlantStateStore states)
{
    private const long Hour = 60 * 60 * 1000;

    /// <param name="plantId">Whose alerts they are.</param>
    /// <param name="raised">Those that ended, and those that go on.</param>
    /// <param name="state">What the rules remember.</param>
    /// <param name="people">Who answered those that ended, in turns.</param>
    public void Keep(string plantId, IReadOnlyList<Alert> raised, PlantState state, string[] people) => states.TryCommit([
        .. raised.Select((alert, i) => Answered(alert, people[i % people.Length]))
            .SelectMany(alert => alerts.Put(alert, expected: 0)),
        states.Put(plantId, state, expected: 1),
    ]);

    private static Alert Answered(Alert alert, string by) => alert.RecoveredAt - alert.RaisedAt > 2 * Hour
        ? alert with { AcknowledgedAt = alert.RaisedAt + Hour, AcknowledgedBy = by }
        : alert;
}
