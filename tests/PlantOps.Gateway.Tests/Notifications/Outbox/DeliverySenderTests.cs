using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Notifications.Outbox;

/// <summary>From what happened to what arrives at a real server, over crashes and refusals.</summary>
public sealed class DeliverySenderTests : IAsyncLifetime
{
    private static readonly Plant Fern = TestAlerts.Plant("Fern");

    private readonly NotificationKit _kit = new(new LiteDbTestStore());
    private ChannelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ChannelServer.StartedAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _kit.DisposeAsync();
    }

    [Fact]
    public async Task Run_RaisedAndRecovered_ArrivesOnceEach()
    {
        _kit.AddChannel("discord", _server.Url);
        var alert = _kit.Raise(Fern);
        await PlanAndSend();
        await PlanAndSend();
        _kit.Recover(Fern, alert);
        await PlanAndSend();

        Assert.Contains("Fern is dry", (await _server.NextRequest()).Text("content"), StringComparison.Ordinal);
        Assert.Contains("back to normal", (await _server.NextRequest()).Text("content"), StringComparison.Ordinal);
        Assert.Equal(0, _server.Unseen);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Sent], _kit.Deliveries.Newest(null, 9).Select(one => one.State));
    }

    [Fact]
    public async Task Run_TwentyPlantsDryAtOnce_IsOneMessage()
    {
        _kit.AddChannel("discord", _server.Url);
        for (var i = 0; i < 20; i++) _kit.Raise(TestAlerts.Plant($"Fern {i}"));
        await PlanAndSend();

        Assert.Contains("20 plants are dry", (await _server.NextRequest()).Text("content"), StringComparison.Ordinal);
        Assert.Equal(0, _server.Unseen);
    }

    [Fact]
    public async Task Run_CrashBetweenRaisingAndDeciding_ArrivesOnce()
    {
        _kit.AddChannel("discord", _server.Url);
        _kit.Raise(Fern);
        _kit.Restart();
        await PlanAndSend();
        _kit.Restart();
        await PlanAndSend();

        await _server.NextRequest();
        Assert.Equal(0, _server.Unseen);
    }

    [Fact]
    public async Task Run_CrashBetweenDecidingAndSending_ArrivesOnce()
    {
        _kit.AddChannel("discord", _server.Url);
        _kit.Raise(Fern);
        _kit.Plan();
        _kit.Restart();
        await PlanAndSend();
        await PlanAndSend();

        await _server.NextRequest();
        Assert.Equal(0, _server.Unseen);
    }

    [Theory]
    [InlineData("discord", 0, DeliveryState.Uncertain)]
    [InlineData("webhook", 1, DeliveryState.Sent)]
    internal async Task Run_CrashWhileSending_IsSentAgainOnlyWhereThatArrivesOnce(
        string kind, int arrives, DeliveryState expected)
    {
        _kit.AddChannel(kind, _server.Url);
        _kit.Raise(Fern);
        _kit.Plan();
        _server.Hangs();
        _kit.Get<DeliverySender>().Run(TestContext.Current.CancellationToken);
        await _server.NextRequest();

        _kit.Restart();
        await _kit.Send();
        await _kit.Send();

        Assert.Equal(arrives, _server.Unseen);
        var delivery = Assert.Single(_kit.Deliveries.Newest(null, 9));
        Assert.Equal((expected, kind == "discord" ? DeliveryRules.Interrupted : null), (delivery.State, delivery.Reason));
    }

    [Fact]
    public async Task Run_RateLimitedThenDownThenWell_WaitsAndArrivesInOrder()
    {
        _kit.AddChannel("discord", _server.Url);
        var alert = _kit.Raise(Fern);
        _kit.Plan();
        _kit.Recover(Fern, alert);
        _kit.Plan();
        _server.Answers(429, """{"retry_after":2.5,"global":false}""").Answers(500).Answers(200);

        await _kit.Send();
        await _kit.Send();
        Assert.Equal(1, _server.Unseen);
        _kit.Time.Advance(TimeSpan.FromSeconds(2.5));
        await _kit.Send();
        _kit.Time.Advance(TimeSpan.FromSeconds(16));
        await _kit.Send();
        await _kit.Send();

        var contents = new List<string>();
        while (_server.Unseen > 0) contents.Add((await _server.NextRequest()).Text("content").Split('\n')[0]);
        Assert.Equal(4, contents.Count);
        Assert.All(contents.Take(3), text => Assert.Contains("Fern is dry", text, StringComparison.Ordinal));
        Assert.Contains("back to normal", contents[3], StringComparison.Ordinal);
        Assert.Equal([1, 3], _kit.Deliveries.Newest(null, 9).Select(one => one.Attempts));
    }

    [Fact]
    public async Task Run_GlobalRateLimit_PausesEveryChannelOfTheKind()
    {
        _kit.AddChannel("discord", _server.Url + "/1");
        _kit.Raise(Fern);
        _kit.Plan();
        _server.Answers(429, """{"retry_after":30,"global":true}""");
        await _kit.Send();
        await _server.NextRequest();

        _kit.AddChannel("discord", _server.Url + "/2");
        _kit.AddChannel("webhook", _server.Url + "/3");
        _kit.Raise(TestAlerts.Plant("Aloe"));
        _kit.Plan();
        await _kit.Send();
        Assert.Equal("/3", (await _server.NextRequest()).Path);
        Assert.Equal(0, _server.Unseen);

        _kit.Time.Advance(TimeSpan.FromSeconds(10));
        await _kit.Send();
        Assert.Equal(2, _server.Unseen);
    }

    [Fact]
    public async Task Run_WebhookIsGone_FailsAtOnceWithTheReason()
    {
        _kit.AddChannel("discord", _server.Url + "/api/webhooks/1/hush");
        _kit.Raise(Fern);
        _kit.Plan();
        _server.Answers(404, """{"message":"Unknown Webhook","code":10015}""");

        await _kit.Send();

        var delivery = Assert.Single(_kit.Deliveries.Newest(null, 9));
        Assert.Equal((DeliveryState.Failed, "127.0.0.1 answered 404: Unknown Webhook"), (delivery.State, delivery.Reason));
        Assert.Contains("Unknown Webhook", _kit.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", _kit.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ChannelRemovedInBetween_FailsWithTheReason()
    {
        var channel = _kit.AddChannel("discord", _server.Url);
        _kit.Raise(Fern);
        _kit.Plan();
        Assert.True(_kit.Get<ChannelStore>().TryRemove(_kit.Get<ChannelStore>().Find(channel.Id)!));

        await _kit.Send();

        Assert.Equal("The channel is gone.", Assert.Single(_kit.Deliveries.Newest(null, 9)).Reason);
    }

    [Fact]
    public async Task Run_QuietHoursThenMorning_TellsWhatIsStillSoAndTheDigest()
    {
        var channel = _kit.AddChannel("discord", _server.Url);
        _kit.AddPerson(new Person
        {
            Id = "", Name = "Ada", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0, Channels = [channel.Id],
            Quiet = new QuietHours(new TimeOnly(9, 0), new TimeOnly(11, 0)), DigestAt = new TimeOnly(12, 0),
        });
        _kit.Get<DigestPlanner>().Run();
        _kit.Raise(Fern);
        var passing = _kit.Raise(TestAlerts.Plant("Aloe"));
        await PlanAndSend();
        _kit.Recover(TestAlerts.Plant("Aloe"), passing);
        await PlanAndSend();
        Assert.Equal(0, _server.Unseen);

        _kit.Restart();
        _kit.Time.Advance(TimeSpan.FromHours(1));
        await PlanAndSend();
        Assert.StartsWith("⚠️ **Fern is dry", (await _server.NextRequest()).Text("content"), StringComparison.Ordinal);

        _kit.Time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 3; i++)
        {
            _kit.Get<DigestPlanner>().Run();
            await _kit.Send();
        }

        Assert.Contains("1 plant needs you today", (await _server.NextRequest()).Text("content"), StringComparison.Ordinal);
        Assert.Equal(0, _server.Unseen);
    }

    [Fact]
    public async Task Run_HeadOfAQueueIsOfAChannelThatCannotBeRead_OthersGoOnAndItIsGivenUp()
    {
        var broken = _kit.AddChannel("discord", _server.Url + "/broken");
        _kit.AddChannel("discord", _server.Url + "/well");
        _kit.Raise(Fern);
        _kit.Plan();
        var kept = _kit.Records.Find(RecordSet.Channels, broken.Id)!;
        var matrix = kept.Json.Replace("discord", "matrix", StringComparison.Ordinal);
        Assert.True(_kit.Records.TryCommit([new RecordChange(RecordSet.Channels, broken.Id, matrix, kept.Version)]));

        await _kit.Send();

        Assert.Equal("/well?wait=true", (await _server.NextRequest()).Path);
        var problem = _kit.Get<DeliverySender>().Faults.Problem;
        Assert.StartsWith($"Sending to channel {broken.Id} failed: Record '{broken.Id}' of 'channels' cannot be read", problem,
            StringComparison.Ordinal);
        Assert.Contains($"Sending to channel {broken.Id} postponed: Record", _kit.Log.Text, StringComparison.Ordinal);

        _kit.Time.Advance(TimeSpan.FromHours(24));
        await _kit.Send();
        await _kit.Send();
        Assert.Empty(_kit.Deliveries.Open);
        Assert.Null(_kit.Get<DeliverySender>().Faults.Problem);
    }

    [Fact]
    public async Task Run_ASenderThrowsWhatNobodyExpects_IsLoggedShownAndThoseBehindItArrive()
    {
        var channel = _kit.AddChannel("webhook", _server.Url);
        var poisoned = DeliveryStore.New(1, channel.Id, "x", new Message(Tone.Good, "t", [], null), _kit.Now) with
        {
            Id = "01.line\nbreak",
        };
        Assert.True(_kit.Records.TryCommit([_kit.Deliveries.Add(poisoned)]));
        _kit.Raise(Fern);
        _kit.Plan();

        for (var i = 0; i < 20 && _server.Unseen == 0; i++)
        {
            await _kit.Send();
            _kit.Time.Advance(TimeSpan.FromMinutes(1));
            if (i > 0) continue;
            Assert.Contains("Sending of message 01.line", _kit.Get<DeliverySender>().Faults.Problem, StringComparison.Ordinal);
            Assert.Contains("failed unexpectedly", _kit.Log.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Fern is dry", (await _server.NextRequest()).Text("title"), StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Failed, _kit.Deliveries.Find(poisoned.Id)!.State);
    }

    private async Task PlanAndSend()
    {
        _kit.Plan();
        await _kit.Send();
    }
}
