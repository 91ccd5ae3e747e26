using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>A gateway that is stopped while it sends, and that finds a channel it does not know.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Settings = ["--Notifications:AllowLocalTargets", "true", "--Notifications:BatchSeconds",
        "0"];

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Stop_DiscordHangs_TheAlertIsSentAfterTheNextStart()
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Hangs();
        await using (var gateway = await Started())
        {
            AddDiscord(gateway, server.Url);
            Raise(gateway);
            await server.NextRequest();

            await Stop(gateway);
        }

        await using var next = await Started();

        Assert.Contains("Fern is drying out", (await Next(server)).Text("content"), StringComparison.Ordinal);
        await Until(() => Deliveries(next).Newest(null, 9).Single().State == DeliveryState.Sent);
    }

    [Fact]
    public async Task Stop_NothingHasGoneOutYet_DoesNotWaitAndTheAlertWaits()
    {
        // Takes the connection and never answers the TLS handshake.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using (var gateway = await Started())
        {
            AddDiscord(gateway, $"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/");
            Raise(gateway);
            using var connection = await silent.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Patience, Token);

            // The clock stands still: no deadline ends it.
            await gateway.StopAsync().WaitAsync(Patience, Token);
            var delivery = Assert.Single(Deliveries(gateway).Newest(null, 9));
            Assert.Equal((DeliveryState.Waiting, 0), (delivery.State, delivery.Attempts));
        }
    }

    [Fact]
    public async Task Run_AChannelOfAKindThatIsNotKnown_KeepsNoOtherFromItsAlerts()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await Started();
        var channel = AddDiscord(gateway, server.Url);
        var records = gateway.Services.GetRequiredService<IRecords>();
        var matrix = records.Find(RecordSet.Channels, channel.Id)!.Json.Replace("discord", "matrix", StringComparison.Ordinal);
        Assert.True(records.TryCommit([new RecordChange(RecordSet.Channels, "c-000000000000", matrix, 0)]));

        Raise(gateway);

        Assert.Contains("Fern is drying out", (await Next(server)).Text("content"), StringComparison.Ordinal);
        using var client = gateway.Http();
        using var ready = await client.GetAsync("/api/ready", Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Run_AnAlertThatCannotBeRead_IsReportedAndTheOthersAreTold()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await Started();
        AddDiscord(gateway, server.Url);
        var records = gateway.Services.GetRequiredService<IRecords>();
        var alert = TestAlerts.Alert(TestAlerts.Plant("Aloe"), raisedAt: Now);
        Assert.True(records.TryCommit(
        [
            new RecordChange(RecordSet.Alerts, alert.Id, """{"rule":{"kind":"too_lonely"}}""", 0),
            new AlertStore(records).Add(alert.Event(AlertEventKind.Raised, 5)),
        ]));

        Raise(gateway);

        Assert.Contains("Fern is drying out", (await Next(server)).Text("content"), StringComparison.Ordinal);
        using var client = gateway.Http();
        var health = await client.GetStringAsync("/api/health", Token);
        Assert.Contains($"Telling of alert {alert.Id} failed", health, StringComparison.Ordinal);

        // Not for ever: it is given up like a message that nobody takes.
        await Until(() => new AlertStore(records).PendingEvents(9).Count == 0, TimeSpan.FromHours(1));
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static DeliveryStore Deliveries(GatewayHost gateway) => gateway.Services.GetRequiredService<DeliveryStore>();

    private static Channel AddDiscord(GatewayHost gateway, string url)
    {
        var request = new ChannelRequest { Kind = "discord", Name = "home", ["url"] = url };
        return gateway.Services.GetRequiredService<ChannelStore>()
            .Add(gateway.Services.GetRequiredService<ChannelMapper>().Channel(request, null)).Value;
    }

    private Task<GatewayHost> Started() => GatewayHost.StartedAsync(_time, _directory.Path, more: Settings);

    private void Raise(GatewayHost gateway)
    {
        var plant = TestAlerts.Plant("Fern");
        var alert = TestAlerts.Alert(plant, severity: AlertSeverity.Critical, raisedAt: Now);
        TestAlerts.Happens(gateway.Services, plant, alert, alert.Event(AlertEventKind.Raised, 5));
    }

    /// <summary>Stops it, and lets the time pass that it waits for.</summary>
    private async Task Stop(GatewayHost gateway)
    {
        var stopping = gateway.StopAsync();
        await Until(() => stopping.IsCompleted);
        await stopping;
    }

    private async Task<ReceivedRequest> Next(ChannelServer server)
    {
        var next = server.NextRequest();
        await Until(() => next.IsCompleted);
        return await next;
    }

    private async Task Until(Func<bool> isSo, TimeSpan? step = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo())
        {
            _time.Advance(step ?? TimeSpan.FromSeconds(1));
            await beat.WaitForNextTickAsync(deadline.Token);
        }
    }
}
