using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.Contracts;
using PlantOps.Gateway.Broker;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External;

/// <summary>One delivery that goes wrong, whatever it is that does, does not hold up those behind it.</summary>
public sealed class BrokerDeliveriesTests
{
    private const string Poison = """{"boot":7,"readings":[{"seq":2,"ts":1790000060000,"temperature":2.5}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledge_ThatFailsAsNobodyExpected_EndsTheConnectionSoThatItComesAgain()
    {
        var ended = new TaskCompletionSource<Exception>();
        var deliveries = new FailingDeliveries(1, ended.SetResult);
        var receipts = Enumerable.Range(0, 3).Select(deliveries.Add).ToList();

        foreach (var receipt in receipts)
        {
            receipt.Stored();
            receipt.GroupStored();
        }

        Assert.IsType<FormatException>(await ended.Task.WaitAsync(Token));
        Assert.DoesNotContain(1, deliveries.Acknowledged);
        Assert.DoesNotContain(2, deliveries.Acknowledged);

        // Or a stop would wait for what does not come.
        await deliveries.DrainedAsync().WaitAsync(Token);
    }

    [Fact]
    public async Task Acknowledge_OfAll_GoesInOrder()
    {
        var deliveries = new FailingDeliveries(-1, exception => Assert.Fail(exception.Message));
        var receipts = Enumerable.Range(0, 100).Select(deliveries.Add).ToList();

        foreach (var receipt in Enumerable.Reverse(receipts)) receipt.Stored();
        receipts[0].GroupStored();
        await deliveries.DrainedAsync().WaitAsync(Token);

        Assert.Equal(Enumerable.Range(0, 100), deliveries.Acknowledged);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delivery_ThatTheGatewayFailsToTake_IsSetAsideOrComesAgainAndTheRestGoesOn(bool isBug)
    {
        await using var broker = await MosquittoServer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync(
            more: ["--Broker:Mode", "mqtt", "--Broker:Address", $"mqtt://127.0.0.1:{broker.Port}"]);
        var fern = gateway.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", "AA:BB", null, null, []), "not used here", null)!;
        var source = gateway.Services.GetServices<IHealthSource>().Single(health => health.Component == "broker");
        await Eventually.IsAsync(() => source.Problem() is null);
        var faults = 0;
        gateway.Services.GetRequiredService<Ingress>().Heard = (_, payload) =>
        {
            if (Encoding.UTF8.GetString(payload) != Poison || (!isBug && faults > 0)) return;
            faults++;
            throw isBug ? new FormatException("planted") : new IOException("planted");
        };
        var store = gateway.Services.GetRequiredService<IReadingStore>();
        using var device = new MqttClientFactory().CreateMqttClient();
        await device.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build(), Token);

        foreach (var payload in new[] { Reading(1), Poison, Reading(3), Reading(4) })
            await device.PublishStringAsync(
                $"devices/{fern.Id}/telemetry", payload, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Token);

        await Eventually.IsAsync(() => store.Read(fern.Number, 0, long.MaxValue, 10).Count == (isBug ? 3 : 4));
        Assert.Equal(1, faults);
        await Eventually.IsAsync(() => source.Problem() is null);
        if (!isBug) return;
        var aside = Assert.Single(store.SetAside(10));
        Assert.Equal((ErrorCodes.Unreadable, Poison), (aside.Reason, Encoding.UTF8.GetString(aside.Payload)));
    }

    private static string Reading(int sequence) =>
        $$"""{"boot":7,"readings":[{"seq":{{sequence}},"ts":{{1_790_000_000_000 + (sequence * 60_000)}},"temperature":{{sequence}}}]}""";

    private sealed class FailingDeliveries(int failsAt, Action<Exception> ends) : BrokerDeliveries<int>(ends)
    {
        public List<int> Acknowledged { get; } = [];

        protected override Task AcknowledgeAsync(IReadOnlyList<int> due)
        {
            if (due.Contains(failsAt)) throw new FormatException("planted");
            Acknowledged.AddRange(due);
            return Task.CompletedTask;
        }
    }
}
