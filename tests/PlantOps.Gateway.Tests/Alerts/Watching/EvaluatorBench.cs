using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Alerts.Evaluation;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Alerts.Watching;

/// <summary>
/// A gateway's evaluator on a real store, with one device and a plant, a reading a minute, and a clock that is moved by hand.
/// </summary>
internal sealed class EvaluatorBench
{
    public const string PlantId = "pl-fern";

    private readonly TestStore _store;
    private readonly FakeTimeProvider _time;
    private static readonly TimeSpan LookedAt = TimeSpan.FromMinutes(10);
    private TimeSpan _step = TimeSpan.FromMinutes(1);
    private long _sequence;

    public EvaluatorBench(TestStore store, FakeTimeProvider? time = null)
    {
        (_store, _time) = (store, time ?? new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TrackBench.Start)));
        Start();
        Device = Registry.All.SingleOrDefault()
            ?? Registry.Admit(new DeviceDescription("fern", "hw-1", null, null, []), "secret", null)!;
    }

    /// <summary>Whether stored blocks fail their checksums.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>Which of the device's soil channels the next readings are of.</summary>
    public int SoilChannel { get; set; } = 1;

    private StreamId Stream => StreamId.Of(Device.Number, SoilChannel);

    public PlantStateStore States { get; private set; } = null!;

    public FakeTimeProvider Time => _time;

    public Device Device { get; }

    public IRecords Records => _store.Records;

    public DeviceRegistry Registry { get; private set; } = null!;

    public PlantStore Plants { get; private set; } = null!;

    public AlertStore Alerts { get; private set; } = null!;

    public PlantStatusCache Board { get; private set; } = null!;

    public PlantEvaluator Evaluator { get; private set; } = null!;

    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public IReadOnlyList<Alert> Raised => [.. Alerts.Read(RecordRange.All).Select(kept => kept.Value)];

    /// <summary>What is to be told, in short.</summary>
    public IEnumerable<string> Words =>
        Alerts.PendingEvents(1000)
            .Select(kept =>
                $"{kept.Value.Kind} {kept.Value.Severity} {kept.Value.AlertId[(kept.Value.AlertId.LastIndexOf("pl-fern.", StringComparison.Ordinal) + 8)..]}");

    public static RuleChange SoilLow { get; } = new() { Warning = 30, Critical = 15, DwellS = 60, CooldownS = 3600 };

    public EvaluatorBench WithPlant(RuleChange? soil = null)
    {
        var plant = new Plant
        {
            Id = PlantId,
            Name = "Fern",
            CreatedAt = Now,
            Watches = [new Watch(Device.Number, Now, null)],
            Rules = new Dictionary<string, RuleChange> { ["soil_moisture.low"] = soil ?? SoilLow },
        };
        Assert.True(Plants.TryCommit([Plants.Put(plant, 0)]));
        return this;
    }

    public void Change(Func<Plant, Plant> change)
    {
        var kept = Plants.Find(PlantId)!;
        Assert.True(Plants.TryCommit([Plants.Put(change(kept.Value), kept.Version)]));
    }

    /// <summary>From now on a reading comes so often.</summary>
    public EvaluatorBench Every(TimeSpan step)
    {
        _step = step;
        return this;
    }

    /// <summary>A reading each minute, unless said otherwise, looked at each time and now and then in between.</summary>
    public EvaluatorBench Reads(params ReadOnlySpan<double> soil)
    {
        foreach (var value in soil)
        {
            for (var rest = _step; rest > LookedAt; rest -= LookedAt)
            {
                _time.Advance(LookedAt);
                Look(arrived: false);
            }

            _time.Advance(_step - (LookedAt * (int)((_step - TimeSpan.FromTicks(1)) / LookedAt)));
            Store(Now, value);
            Look(arrived: true);
        }

        return this;
    }

    public void Store(long time, double soil) => _store.Readings.Append(new ReadingGroup(
        [new DeviceReadings(Stream,
            [TrackBench.Reading(time, new Values(Soil: soil, Temperature: 20 + (time / 60_000 % 7 * 0.1))) with
            {
                Sequence = _sequence++,
            }])], []));

    public EvaluatorBench Waits(TimeSpan length)
    {
        for (var end = _time.GetUtcNow() + length; _time.GetUtcNow() < end;)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            Look(arrived: false);
        }

        return this;
    }

    public void Look(bool arrived) => Evaluator.Tick(arrived ? new HashSet<StreamId> { Stream } : [], isStoring: true);

    /// <summary>The gateway ends without a word and starts again.</summary>
    public EvaluatorBench IsKilled()
    {
        _store.Restart();
        Start();
        return this;
    }

    /// <summary>What the rules would have raised from the beginning until now.</summary>
    public IReadOnlyList<Alert> Replayed() =>
        Replay.Run(Plants.Find(PlantId)!.Value, TrackBench.Start, Now, CancellationToken.None);

    private AlertReplay Replay { get; set; } = null!;

    private void Start()
    {
        var species = new SpeciesStore(_store.Records);
        var rules = new PlantRules(new SpeciesCatalogue(species), species);
        Registry = new DeviceRegistry(_store.Devices, _time);
        Plants = new PlantStore(_store.Records);
        Alerts = new AlertStore(_store.Records);
        Board = new PlantStatusCache(_time);
        States = new PlantStateStore(_store.Records);
        var devices = new WatchedDevices(
            Registry, new SettingsRegistry(_store.Settings, Registry), new DevicePresence(_store.Presence, _time));
        var readings = new PlantReadings(new DamageableReadings(_store.Readings, this), NullLogger<PlantReadings>.Instance);
        var ledger = new AlertRecorder(Alerts, new AlertEvidence(readings));
        var place = Options.Create(new AlertOptions { TimeZone = TimeZoneInfo.Utc });
        var seasons = Options.Create(new SeasonOptions());
        var fleet = new GatewayFleet(
            new LoneFleet(), new GatewayIdentity(new DataDirectory(Path.GetTempPath()), NullLogger<GatewayIdentity>.Instance),
            _time);
        var roster = new WatchedPlants(Plants, States, rules, place, seasons, fleet, NullLogger<WatchedPlants>.Instance);
        Replay = new AlertReplay(_store.Readings, rules, devices, place, seasons, _time);
        var news = new PlantEventPublisher(new LiveEvents(_time), new NotificationSignal());
        Evaluator = new PlantEvaluator(
            roster, devices, readings,
            new EvaluationCommitter(ledger, States, Board, news, new SharedPlantStates(Board, fleet), _time), fleet, _time,
            NullLogger<PlantEvaluator>.Instance);
    }

    private sealed class DamageableReadings(IReadingStore store, EvaluatorBench bench) : IReadingStore
    {
        public AppendResult Append(ReadingGroup group) => store.Append(group);

        public void Read(StreamId stream, long from, long to, int limit, List<Reading> into)
        {
            if (bench.IsDamaged) throw new CorruptBucketException("A block fails its checksum.");
            store.Read(stream, from, to, limit, into);
        }

        public Reading? Latest(StreamId stream) => store.Latest(stream);

        public IReadOnlyList<long> Days(StreamId stream) => store.Days(stream);

        public IReadOnlyList<SetAsideMessage> SetAside(int limit) => store.SetAside(limit);
    }
}
