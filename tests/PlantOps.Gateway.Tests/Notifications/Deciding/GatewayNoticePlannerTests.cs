using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Notifications.Deciding;

/// <summary>Two gateways on one machine and one database.</summary>
public sealed class GatewayNoticePlannerTests : IAsyncDisposable
{
    private static readonly GatewayNotice Full = new("disk", "The disk is full", [], "The disk has room again");

    private readonly NotificationKit _here;
    private readonly NotificationKit _there;
    private readonly Channel _channel;

    public GatewayNoticePlannerTests()
    {
        var database = SharedPostgres.Server.NewDatabase();
        (_here, _there) =
            (new NotificationKit(new PostgresTestStore(database)), new NotificationKit(new PostgresTestStore(database)));
        _channel = _here.AddChannel("slack", "https://hooks.slack.example/x");
        _here.AddPerson(
            new Person
            {
                Id = "",
                Name = "Ada",
                TimeZone = "UTC",
                CriticalAtNight = true,
                CreatedAt = 0,
                Channels = [_channel.Id],
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public void Run_TheSameFaultOfBoth_EachTellsOfItsOwnAndOfItsEnd()
    {
        var (here, there) = (Run(_here), Run(_there));

        here(Full);
        there(Full);
        here(Full);
        Assert.Equal([Full.Title, Full.Title], Said());

        here(null);
        there(Full);
        Assert.Equal([Full.Title, Full.Title, Full.Over], Said());

        there(null);
        here(null);
        Assert.Equal([Full.Title, Full.Title, Full.Over, Full.Over], Said());
    }

    [Fact]
    public void Run_AFaultThatAnEarlierVersionToldOfByTheMachinesName_IsToldOfOnceMoreAtItsEndOnly()
    {
        var name = string.Concat(
            Environment.MachineName.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        var told = new RecordStore<NotifiedNotice>(
            _here.Records, RecordSet.GatewayNotices, NotificationRecordsJson.Default.NotifiedNotice);
        _here.Records.TryCommit([told.Put(
            $"{name}/{Full.Key}", new NotifiedNotice { Since = _here.Now, Over = Full.Over, Channels = [_channel.Id] })]);
        var here = Run(_here);

        here(Full);
        Assert.Empty(Said());
        Assert.Equal($"{_here.Get<GatewayIdentity>().Id}/{Full.Key}", Assert.Single(told.Read(RecordRange.All)).Id);

        here(null);
        Assert.Equal([Full.Over], Said());
        Assert.Empty(told.Read(RecordRange.All));
    }

    // Looks, a while after the last time.
    private static Action<GatewayNotice?> Run(NotificationKit kit)
    {
        var part = new Part();
        var planner = new GatewayNoticePlanner(
            [part], kit.Get<GatewayIdentity>(), kit.Records, kit.Deliveries, kit.Get<ChannelStore>(), kit.Get<PersonStore>(),
            kit.Get<IOptions<NotificationOptions>>(), kit.Time, NullLogger<GatewayNoticePlanner>.Instance);
        return notice =>
        {
            part.Now = notice;
            kit.Time.Advance(TimeSpan.FromSeconds(20));
            planner.Run();
            Assert.Null(planner.Faults.Problem);
        };
    }

    private List<string> Said() =>
        [.. _here.Deliveries.Open.Select(one => one.Value.Message.Title).Order(StringComparer.Ordinal).Reverse()];

    private sealed class Part : IGatewayNotice
    {
        public GatewayNotice? Now { get; set; }

        public GatewayNotice? Notice() => Now;
    }
}
