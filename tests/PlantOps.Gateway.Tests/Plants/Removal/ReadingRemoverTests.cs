using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Plants.Removal;

public sealed class ReadingRemoverTests : IDisposable
{
    private readonly Faults _faults = new(TimeProvider.System, NullLogger<ReadingRemover>.Instance);
    private const int Sensor = 1;
    private const int Other = 2;

    private readonly LiteDbTestStore _store = new();
    private readonly HistoryPause _pause = new();
    private readonly PlantStore _plants;
    private readonly ReadingRemovals _removals;
    private readonly Reading[] _readings = TestReadings.Minutes(3000);

    public ReadingRemoverTests()
    {
        _plants = new PlantStore(_store.Records);
        _removals = new ReadingRemovals(_store.Records);
        foreach (var device in new[] { Sensor, Other }) _store.Readings.Append(TestReadings.Group(device, _readings));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_APlantOfItsOwn_TakesItsTimesOfBothDevices()
    {
        Removed("pl-1", new Watch(Sensor, At(100), At(200)), new Watch(Other, At(200), At(300)),
            new Watch(Sensor, At(2990), null));

        await Remover().Run(_faults, Token);

        Assert.Equal([.. _readings[..100], .. _readings[200..2990]], Of(Sensor));
        Assert.Equal([.. _readings[..200], .. _readings[300..]], Of(Other));
        Assert.Empty(_removals.All);
    }

    [Fact]
    public async Task Run_OthersShareTheDevice_LeavesTheirTimes()
    {
        Removed("pl-1", new Watch(Sensor, At(100), At(1000)));
        Add("pl-2", putAwayAt: At(300), new Watch(Sensor, At(150), At(300)));
        Add("pl-3", putAwayAt: null, new Watch(Other, At(400), At(500)), new Watch(Sensor, At(900), null));

        await Remover().Run(_faults, Token);

        Assert.Equal([.. _readings[..100], .. _readings[150..300], .. _readings[900..]], Of(Sensor));
        Assert.Equal(_readings, Of(Other));
    }

    [Fact]
    public async Task Run_OthersHaveAnotherSoilChannel_TakesItsOwnAlone()
    {
        var second = StreamId.Of(Sensor, 2);
        _store.Readings.Append(TestReadings.Group(second, _readings));
        Removed("pl-1", new Watch(Sensor, At(100), At(200), 2));
        Add("pl-2", putAwayAt: null, new Watch(Sensor, At(0), null));

        await Remover().Run(_faults, Token);

        Assert.Equal([.. _readings[..100], .. _readings[200..]], Of(second));
        Assert.Equal(_readings, Of(Sensor));
    }

    [Fact]
    public async Task Run_TheLastThatShared_TakesWhatTheyShared()
    {
        Removed("pl-1", new Watch(Sensor, At(100), At(1000)));
        Add("pl-2", putAwayAt: null, new Watch(Sensor, At(500), At(1500)));
        await Remover().Run(_faults, Token);
        Assert.True(_plants.TryCommit(_plants.Delete(_plants.Find("pl-2")!)));
        Removed("pl-2", new Watch(Sensor, At(500), At(1500)));

        await Remover().Run(_faults, Token);

        Assert.Equal([.. _readings[..100], .. _readings[1500..]], Of(Sensor));
    }

    [Fact]
    public async Task Run_BrokenOff_IsFinishedAfterTheNextStart()
    {
        Removed("pl-1", new Watch(Other, At(5), At(9)), new Watch(Sensor, At(100), At(1000)));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Remover(new Failing(_store.Removal, fails: Sensor)).Run(_faults, Token));
        Assert.Equal((2996, 3000), (Of(Other).Count, Of(Sensor).Count));
        _store.Restart();

        var removals = new ReadingRemovals(_store.Records);
        await new ReadingRemover(
            removals, new PlantStore(_store.Records), _store.Removal, _pause, NullLogger<ReadingRemover>.Instance).Run(
                _faults, Token);

        Assert.Equal((2996, 2100), (Of(Other).Count, Of(Sensor).Count));
        Assert.Empty(removals.All);
    }

    [Fact]
    public async Task Run_SomebodyReshapesHistory_WaitsForIt()
    {
        Removed("pl-1", new Watch(Sensor, At(100), At(1000)));
        _pause.Enter(Token);
        var running = Remover().Run(_faults, Token);
        Assert.False(running.IsCompleted);
        Assert.Equal(3000, Of(Sensor).Count);

        _pause.Leave();
        await running;

        Assert.Equal(2100, Of(Sensor).Count);
        Assert.True(_pause.TryEnter());
    }

    public void Dispose()
    {
        _pause.Dispose();
        _store.Dispose();
    }

    private static long At(int minute) => TestReadings.Start + (minute * 60_000L);

    private static Plant Plant(string id, params Watch[] watches) =>
        new() { Id = id, Name = id, CreatedAt = 0, Watches = watches };

    private void Removed(string id, params Watch[] watches) =>
        Assert.True(_store.Records.TryCommit([_removals.Add(ReadingRemoval.Of(Plant(id, watches), now: At(3000)))]));

    private void Add(string id, long? putAwayAt, params Watch[] watches) =>
        Assert.True(_plants.TryCommit(_plants.Put(Plant(id, watches) with { PutAwayAt = putAwayAt }, expected: 0)));

    private ReadingRemover Remover(IReadingRemoval? readings = null) =>
        new(_removals, _plants, readings ?? _store.Removal, _pause, NullLogger<ReadingRemover>.Instance);

    private List<Reading> Of(int device) => Of(StreamId.OfDevice(device));

    private List<Reading> Of(StreamId stream) => _store.Readings.Read(stream, 0, long.MaxValue, int.MaxValue);

    /// <summary>A disk that is full when it is a device's turn.</summary>
    private sealed class Failing(IReadingRemoval readings, int fails) : IReadingRemoval
    {
        public int Remove(StreamId stream, TimeRange range, CancellationToken stopping) =>
            stream.Device == fails ? throw new StoreUnavailableException("full") : readings.Remove(stream, range, stopping);
    }
}
