using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Notifications.Deciding;

public sealed class DigestPlannerTests : IAsyncDisposable
{
    private readonly NotificationKit _kit = new(new LiteDbTestStore());
    private readonly Channel _channel;

    public DigestPlannerTests()
    {
        _channel = _kit.AddChannel("slack", "https://hooks.slack.example/x");
        _kit.AddPerson(new Person
        {
            Id = "", Name = "Ada", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0, Channels = [_channel.Id],
            DigestAt = new TimeOnly(8, 0), });
    }

    [Fact]
    public void Run_DayAfterDay_PutsOneADayOnItsWayWhereThereIsSomethingToSay()
    {
        Assert.Equal(0, After(TimeSpan.Zero));
        _kit.Raise(TestAlerts.Plant("Fern"));
        _kit.Plan();
        Assert.Single(_kit.Deliveries.Open);

        Assert.Equal(0, After(TimeSpan.FromHours(21)));
        Assert.Equal(1, After(TimeSpan.FromHours(1)));
        Assert.Equal(0, After(TimeSpan.FromHours(1)));
        _kit.Restart();
        Assert.Equal(0, After(TimeSpan.FromHours(1)));
        // Off for three days, it is one.
        Assert.Equal(1, After(TimeSpan.FromDays(3)));
    }

    [Fact]
    public void Run_NothingToSay_SaysNothing()
    {
        After(TimeSpan.Zero);
        Assert.Equal(0, After(TimeSpan.FromDays(2)));
    }

    [Fact]
    public void Run_ClockWasFarAhead_GoesOnTheDayAfter()
    {
        _kit.Raise(TestAlerts.Plant("Fern"));
        After(TimeSpan.Zero);
        After(TimeSpan.FromDays(400));
        // The test's clock takes its timestamps along, which a real one does not: begin anew.
        _kit.Time.AdjustTime(_kit.Time.GetUtcNow().AddDays(-400));
        _kit.Restart();
        Assert.Equal(0, After(TimeSpan.FromMinutes(1)));

        Assert.Equal(1, After(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Run_AlertOfLongAgoThatEndedYesterday_IsInTheDigestOnce()
    {
        var (fern, basil) = (TestAlerts.Plant("Fern"), TestAlerts.Plant("Basil"));
        var (old, older) = (_kit.Raise(fern), _kit.Raise(basil));
        After(TimeSpan.FromDays(30));
        _kit.Recover(basil, older);
        After(TimeSpan.FromDays(3));
        _kit.Recover(fern, old);

        Assert.Equal(1, After(TimeSpan.FromHours(23)));

        var digest = _kit.Deliveries.Open.Single(one => one.Value.CreatedAt == _kit.Now).Value.Message;
        Assert.Contains("Fern", Assert.Single(digest.Lines), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    /// <summary>How many digests are put on their way a while later.</summary>
    private int After(TimeSpan wait)
    {
        _kit.Time.Advance(wait);
        var before = _kit.Deliveries.Open.Count;
        _kit.Get<DigestPlanner>().Run();
        return _kit.Deliveries.Open.Count - before;
    }
}
