using System.Collections.Concurrent;
using MQTTnet;
using PlantOps.Device.Core.Configuration;
using PlantOps.VirtualDevice.Flash;

namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>A gateway whose certificate, or whose CA, is another one when the device comes back; with real TLS.</summary>
public sealed class CaRenewalTests
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Certificate_RenewedBySameCaWhileAway_DeviceComesBack()
    {
        using var ca = new TestCa();
        var port = TestBroker.FreePort();
        await using var device = new FaultyDevice(new TestBroker(ca, port));
        await device.Broker.Server.StartAsync();
        var before = await device.LiveAsync(device.Options(1800, AnHour, 1));
        await device.Broker.Server.StopAsync(new MQTTnet.Server.MqttServerStopOptions());

        await using var renewed = new TestBroker(ca, port);
        var arrived = Count(renewed);
        await renewed.Server.StartAsync();
        var after = await device.LiveAsync(device.Options(1800, AnHour, 2));
        Assert.Equal((0, 0), (before.Buffered, after.Buffered));
        Assert.Equal(after.Taken, arrived.Distinct().Count());
    }

    [Fact]
    public async Task Ca_FollowedByAnother_DeviceTakesItOverAndNeverStrands()
    {
        using var oldCa = new TestCa();
        using var newCa = new TestCa();
        var port = TestBroker.FreePort();
        await using var device = new FaultyDevice(new TestBroker(oldCa, port));
        await device.Broker.Server.StartAsync();
        await OfferAsync(device.Broker, newCa);
        await device.LiveAsync(device.Options(1800, AnHour, 1));
        Assert.Equal((oldCa.Pem, newCa.Pem), Stored(device));

        // The gateway still shows the old certificate: nothing is lost by having two.
        var still = await device.LiveAsync(device.Options(1800, AnHour, 2));
        Assert.Equal(0, still.Buffered);
        Assert.Equal((oldCa.Pem, newCa.Pem), Stored(device));
        await device.Broker.Server.StopAsync(new MQTTnet.Server.MqttServerStopOptions());

        await using var renewed = new TestBroker(newCa, port);
        await renewed.Server.StartAsync();
        var after = await device.LiveAsync(device.Options(1800, AnHour, 3));
        Assert.Equal(0, after.Buffered);
        Assert.Equal((newCa.Pem, string.Empty), Stored(device));
    }

    [Fact]
    public async Task Ca_OfSomebodyElse_IsNeverConnectedTo()
    {
        using var stranger = new TestCa();
        var port = TestBroker.FreePort();
        await using var device = new FaultyDevice(new TestBroker(port: port));
        await device.Broker.Server.StartAsync();
        await device.LiveAsync(device.Options(1800, AnHour, 1));
        await device.Broker.Server.StopAsync(new MQTTnet.Server.MqttServerStopOptions());

        await using var other = new TestBroker(stranger, port);
        var connections = 0;
        other.Server.ValidatingConnectionAsync += _ =>
        {
            connections++;
            return Task.CompletedTask;
        };
        await other.Server.StartAsync();
        var after = await device.LiveAsync(device.Options(1800, AnHour, 2));
        Assert.Equal((0, after.Taken), (connections, after.Buffered));
    }

    private static (string Ca, string Next) Stored(FaultyDevice device)
    {
        var configuration = new ConfigurationStore(new DirectoryFlash(device.FlashDirectory)).Load()!;
        return (configuration.CaPem, configuration.NextCaPem);
    }

    private static Task OfferAsync(TestBroker broker, TestCa ca)
    {
        var desired = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { version = 7, ca_pem = ca.Pem });
        return broker.Server.UpdateRetainedMessageAsync(
            new MqttApplicationMessageBuilder().WithTopic("devices/fern/desired").WithPayload(desired).WithRetainFlag().Build());
    }

    private static ConcurrentBag<string> Count(TestBroker broker)
    {
        var arrived = new ConcurrentBag<string>();
        broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic != "devices/fern/telemetry") return Task.CompletedTask;
            var message = System.Text.Json.JsonDocument.Parse(e.ApplicationMessage.ConvertPayloadToString()).RootElement;
            foreach (var reading in message.GetProperty("readings").EnumerateArray())
            {
                arrived.Add($"{message.GetProperty("boot")}/{reading.GetProperty("seq")}");
            }

            return Task.CompletedTask;
        };
        return arrived;
    }
}
