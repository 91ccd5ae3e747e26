using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Fleet;

public sealed class GatewayFleetTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryDirectory _directory = new();
    private readonly PostgresTestStore _database = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Owns_AStoreOfItsOwn_IsEverythingFromTheStart()
    {
        var fleet = new GatewayFleet(new LoneFleet(), Identity("one"), _time);

        Assert.Equal(
            (true, true, true, false, 0L), (fleet.Owns("pl-fern"), fleet.IsLeader, fleet.IsLeased, fleet.HasOthers, fleet.Epoch));
    }

    [Fact]
    public void Owns_BeforeItsLeaseBeginsAndAfterItIsOver_IsNothing()
    {
        var one = Member("one");
        Assert.False(one.Fleet.Owns("pl-fern"));

        one.Renew();
        Assert.True(one.Fleet.Owns("pl-fern"));
        Assert.True(one.Fleet.IsLeader);

        // Cut off or paused: nobody says so, only its own clock.
        _time.Advance(GatewayFleet.Lease);
        Assert.False(one.Fleet.Owns("pl-fern"));
        Assert.False(one.Fleet.IsLeader);
        Assert.Equal(-1, one.Fleet.Epoch);

        one.Renew();
        Assert.True(one.Fleet.Owns("pl-fern"));
    }

    /// <summary>Both ways may be lost together: then neither hears the other ask.</summary>
    [Fact]
    public void Listening_OfOneWithOthers_AsksAgainAndTellsAllItself()
    {
        var (one, two) = (Member("one"), Member("two"));
        one.Renew();
        two.Renew();
        one.Renew();
        var messages = new FleetMessages(one.Fleet, [new OneState()]);

        messages.Listening();

        Assert.Equal([(FleetMessages.Again, ""), ("state", "dry")], messages.Take().Select(line => (line.Kind, line.Text)));
    }

    [Fact]
    public void Owns_TwoGateways_IsOneOfThem()
    {
        var (one, two) = (Member("one"), Member("two"));
        one.Renew();
        two.Renew();
        one.Renew();
        var plants = Enumerable.Range(0, 100).Select(i => $"pl-{i}").ToList();

        Assert.All(plants, plant => Assert.NotEqual(one.Fleet.Owns(plant), two.Fleet.Owns(plant)));
        Assert.Contains(plants, one.Fleet.Owns);
        Assert.Contains(plants, two.Fleet.Owns);
        Assert.Equal((true, false), (one.Fleet.IsLeader, two.Fleet.IsLeader));
        Assert.True(one.Fleet.HasOthers && two.Fleet.HasOthers);
    }

    [Fact]
    public async Task Renew_TheOtherDies_TakesOverWhenItsLeaseIsOver()
    {
        var (one, two) = (Member("one"), Member("two"));
        one.Renew(Short);
        two.Renew();
        Assert.Equal(one.Id, two.Fleet.Leader);

        await Eventually.IsAsync(() =>
        {
            two.Renew();
            return two.Fleet.IsLeader;
        });
        Assert.False(two.Fleet.HasOthers);
        Assert.Equal(2, two.Fleet.Members.Count);
    }

    [Fact]
    public void Leave_OfOne_IsSeenByTheOtherAtItsNextLook()
    {
        var (one, two) = (Member("one"), Member("two"));
        one.Renew();
        two.Renew();

        one.Store.Leave(one.Self);
        two.Renew();

        Assert.False(two.Fleet.HasOthers);
        Assert.True(two.Fleet.IsLeader);
        Assert.Single(two.Fleet.Members);
    }

    [Fact]
    public void Renew_AfterACopyOfItsDirectoryJoined_SaysThatItsIdIsTaken()
    {
        var (one, copy) = (Member("one"), Member("one", "run-2"));
        one.Renew();

        copy.Store.Join(copy.Self, GatewayFleet.Lease);

        Assert.Null(one.Store.Renew(one.Self, GatewayFleet.Lease));
        Assert.NotNull(copy.Store.Renew(copy.Self, GatewayFleet.Lease));
    }

    [Fact]
    public void Changed_OnlyWhenWhoIsThereHasChanged()
    {
        var (one, two) = (Member("one"), Member("two"));
        var changes = 0;
        one.Fleet.Changed += () => changes++;

        one.Renew();
        one.Renew();
        Assert.Equal(1, changes);
        two.Renew();
        one.Renew();
        one.Renew();
        Assert.Equal(2, changes);
    }

    [Fact]
    public void Id_InTheSameDirectory_StaysAndIsAnotherAfterRenew()
    {
        var first = Identity("one").Id;
        var again = Identity("one");

        Assert.Equal(first, again.Id);
        again.Renew();
        Assert.NotEqual(first, again.Id);
        Assert.Equal(again.Id, Identity("one").Id);
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    private GatewayIdentity Identity(string name) =>
        new(new DataDirectory(Path.Combine(_directory.Path, name)), NullLogger<GatewayIdentity>.Instance);

    private Gateway Member(string name, string run = "run-1")
    {
        var identity = Identity(name);
        var store = new PostgresFleetStore(_database.Database);
        return new Gateway(store, new GatewayFleet(store, identity, _time), identity.Id, run, _time);
    }

    private sealed record Gateway(PostgresFleetStore Store, GatewayFleet Fleet, string Id, string Run, TimeProvider Time)
    {
        public FleetMember Self => new(Id, Run, "host", "1.0", null);

        public void Renew(TimeSpan? lease = null)
        {
            var askedAt = Time.GetTimestamp();
            Fleet.Took(Store.Renew(Self, lease ?? GatewayFleet.Lease)!, askedAt, GatewayFleet.Lease);
        }
    }

    private sealed class OneState : IFleetSource
    {
        private bool _isToTell;

        public event Action? Ready;

        public string Kind => "state";

        public IReadOnlyList<string> Take() => _isToTell ? ["dry"] : [];

        public void TellAll()
        {
            _isToTell = true;
            Ready?.Invoke();
        }
    }
}
