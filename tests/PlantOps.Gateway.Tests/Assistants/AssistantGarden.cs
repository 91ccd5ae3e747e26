using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Alerts.Evaluation;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants;

/// <summary>A gateway with plants, at a time that stands still: nothing happens in it by itself.</summary>
internal sealed class AssistantGarden(GatewayHost gateway, FakeTimeProvider time) : IAsyncDisposable
{
    public const string First = "pl-00000000";

    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    public GatewayHost Gateway => gateway;

    public T Service<T>()
        where T : notnull => gateway.Services.GetRequiredService<T>();

    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<AssistantGarden> With(int plants, string? name = null, params string[] more)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
        var garden = new AssistantGarden(
            await GatewayHost.StartedAsync(time, more: ["--Alerts:TimeZone", "Europe/Berlin", .. more]), time);

        // What is raised here by hand would be over at the next look.
        await garden.Service<AlertService>().StopAsync(TestContext.Current.CancellationToken);
        garden.Plant(plants, name);
        return garden;
    }

    public HttpClient As(TokenRole role) => gateway.SignedIn(role);

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    public static string IdOf(int number) => $"pl-{number:D8}";

    /// <summary>Raises an alert as the rules do.</summary>
    public string Raise(string plantId, AlertSeverity severity = AlertSeverity.Warning)
    {
        var (at, rule) = (Now - Hour,
            Service<PlantRules>().AllOf(Service<PlantStore>().Find(plantId)!.Value).First(one => one.Id == "soil_moisture.low"));
        var alert = new Alert
        {
            Id = Alert.IdOf(at, plantId, rule.Id), PlantId = plantId, Rule = rule, Severity = severity, Since = at - Hour,
            RaisedAt = at, Value = 12.34, };
        var states = Service<PlantStateStore>();
        var state = states.Find(plantId)!;
        var raised = new PlantState
        {
            Rules = new Dictionary<string, RuleState>
            {
                [rule.Id] = new RuleState { RaisedLevel = (int)severity, RaisedAt = at },
            },
        };
        Assert.True(states.TryCommit([states.Put(plantId, raised, state.Version), .. Service<AlertStore>().Put(alert, 0)]));
        return alert.Id;
    }

    public Device Watch(string plantId)
    {
        var device = Service<DeviceRegistry>().Admit(new DeviceDescription(plantId, plantId, null, null, []), "secret", null)!;
        var plants = Service<PlantStore>();
        var plant = plants.Find(plantId)!;
        Assert.True(
            plants.TryCommit(plants.Put(plant.Value.WatchedFrom(device.Number, 1, Now - (60 * 24 * Hour)), plant.Version)));
        return device;
    }

    public void Measure(Device device, params IReadOnlyList<(long Time, double Soil)> soil)
    {
        var readings = soil.Select((one, number) =>
            TrackBench.Reading(one.Time, new Values(Soil: one.Soil, Temperature: 20)) with { Sequence = number });
        Service<IReadingStore>()
            .Append(new ReadingGroup([new DeviceReadings(StreamId.OfDevice(device.Number), [.. readings])], []));
    }

    private void Plant(int count, string? name)
    {
        string[] kinds = ["Fern", "Monstera", "Peace lily", "Snake plant", "Basil"];
        var plants = Service<PlantStore>();
        var records = Service<IEnumerable<IPlantRecords>>();
        for (var begin = 0; begin < count; begin += 100)
        {
            var changes = new List<RecordChange>();
            for (var i = begin; i < Math.Min(count, begin + 100); i++)
            {
                var plant = new Plant
                {
                    Id = IdOf(i), Name = name ?? $"{kinds[i % kinds.Length]} {i}", Place = $"Room {i % 40}",
                    CreatedAt = Now - Hour, Species = i % 2 == 0 ? "monstera-deliciosa" : null,
                    Notes = i == 0 ? new string('n', 4000) : null, };
                changes.Add(plants.Put(plant, 0));
                changes.AddRange(records.SelectMany(set => set.Added(plant.Id)));
            }

            Assert.True(plants.TryCommit(changes));
        }
    }

    public void Note(string plantId, string text) => Service<PlantJournal>().Write(
        plantId, new JournalRequest { Kind = JournalKind.Note, Text = text }, "Ben");
}
