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
        Assert.All(one.Deliveries.Newest(null, 100), delivery => Assert.Equal((DeliveryState.Sent, 1), (delivery.State, delivery.Attempts)));
    }

    private static string Told(ReceivedRequest request) =>
        request.Path == "/hook" ? "hook " + request.Text("title") : "discord " + request.Text("content").Split('\n')[0];
}
