using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Notifications.Outbox;

public sealed class SeveralGatewaysTests
{
    [Fact]
    public async Task Run_TwoGatewaysOnOneDatabase_EachMessageArrivesOnce()
    {
        await using var server = await ChannelServer.StartedAsync();
        var database = new PostgresTestStore();
        await using var one = new NotificationKit(database);
        await using var two = new NotificationKit(new PostgresTestStore(database.ConnectionString));
        one.AddChannel("discord", server.Url + "/discord");
        two.AddChannel("webhook", server.Url + "/hook");
        const int Rounds = 5;
        for (var i = 0; i < Rounds; i++)
        {
            one.Raise(TestAlerts.Plant($"Fern {i}"));
            await Task.WhenAll(new[] { one, two }.Select(kit => Task.Run(async () =>
            {
                kit.Plan();
                await kit.Send();
            }, TestContext.Current.CancellationToken)));
        }

        for (var i = 0; i < 2 * Rounds && one.Deliveries.Open.Count > 0; i++)
        {
            await one.Send();
            await two.Send();
        }

        var told = new List<string>();
        while (server.Unseen > 0) told.Add(Told(await server.NextRequest()));
        Assert.Equal(2 * Rounds, told.Count);
        Assert.Equal(2 * Rounds, told.Distinct().Count());
        Assert.All(one.Deliveries.Newest(null, 100),
            delivery => Assert.Equal((DeliveryState.Sent, 1), (delivery.State, delivery.Attempts)));
    }

    [Fact]
    public async Task Run_ThatAKindOfChannelIsToWaitIsToldToOneGateway_TheOtherWaits()
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(429, """{"retry_after":30,"global":true}""");
        var database = new PostgresTestStore();
        await using var one = new NotificationKit(database);
        await using var two = new NotificationKit(new PostgresTestStore(database.ConnectionString));
        one.AddChannel("discord", server.Url + "/1");
        one.Raise(TestAlerts.Plant("Fern"));
        one.Plan();
        await one.Send();
        Assert.StartsWith("/1", (await server.NextRequest()).Path, StringComparison.Ordinal);

        two.AddChannel("discord", server.Url + "/2");
        two.Raise(TestAlerts.Plant("Aloe"));
        two.Plan();
        await two.Send();
        Assert.Equal(0, server.Unseen);

        two.Time.Advance(TimeSpan.FromSeconds(31));
        await two.Send();
        Assert.Equal(2, server.Unseen);
        Assert.Empty(two.Deliveries.Pauses);
    }

    private static string Told(ReceivedRequest request) =>
        request.Path == "/hook" ? "hook " + request.Text("title") : "discord " + request.Text("content").Split('\n')[0];
}
