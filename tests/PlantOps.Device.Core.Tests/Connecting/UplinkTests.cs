using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Publishing;
using PlantOps.Device.Core.Tests.Buffering;

namespace PlantOps.Device.Core.Tests.Connecting;

public sealed class UplinkTests
{
    private readonly DeviceUnderTest _device = new();

    [Fact]
    public void Step_Connected_GreetsSubscribesAndPublishes()
    {
        _device.Buffer.Fill(1, 2);
        _device.Uplink.Step();
        Assert.Equal(["devices/fern/desired", "devices/fern/commands"], _device.Link.Topics);
        var status = Assert.Single(_device.Link.Take("status"));
        Assert.Equal("{\"state\":\"online\"}", status.Payload);
        Assert.True(status.Retain);
        Assert.Contains(
            "\"version\":0,\"interval_s\":60,", Assert.Single(_device.Link.Take("reported")).Payload, StringComparison.Ordinal);
        var heartbeat = Assert.Single(_device.Link.Take("heartbeat")).Payload;
        Assert.Contains("\"buffered\":2", heartbeat, StringComparison.Ordinal);
        Assert.Contains("\"restart_cause\":\"power\"", heartbeat, StringComparison.Ordinal);
        Assert.Single(_device.Link.Take("telemetry"));
    }

    [Fact]
    public void Step_WithAnotherBroker_WaitsForTheGatewaysWord()
    {
        var flash = new MemoryFlash();
        new ConfigurationStore(flash).Save(
            new DeviceConfiguration { DeviceId = "fern", WaitsForStored = true, MqttHost = "broker", MqttPort = 8883 });
        var device = new DeviceUnderTest(flash);
        device.Buffer.Fill(1, 2);
        device.Uplink.Step();
        Assert.Equal(["devices/fern/desired", "devices/fern/commands", "devices/fern/stored"], device.Link.Topics);

        device.Link.Acknowledge(device.Link.Take("telemetry"));
        device.Uplink.Step();
        Assert.Equal(2, device.Buffer.Pending);

        device.Inbox.Received("devices/fern/stored", """{"boot":7,"also":[[1,2]]}"""u8.ToArray());
        device.Uplink.Step();
        Assert.Equal(0, device.Buffer.Pending);
    }

    [Fact]
    public void Step_WhatTheGatewayDoesNotStore_WaitsNoLongerThanUntilItIsSentAgain()
    {
        var flash = new MemoryFlash();
        new ConfigurationStore(flash).Save(
            new DeviceConfiguration { DeviceId = "fern", WaitsForStored = true, MqttHost = "broker", MqttPort = 8883 });
        var device = new DeviceUnderTest(flash);
        device.Buffer.Fill(1, 2);
        device.Uplink.Step();
        device.Link.Acknowledge(device.Link.Take("telemetry"));

        while (device.Clock.UptimeMs < Publisher.FirstResendMs)
        {
            Assert.Empty(device.Link.Take("telemetry"));
            device.Clock.UptimeMs += device.Uplink.Step();
        }

        device.Uplink.Step();
        Assert.Single(device.Link.Take("telemetry"));
        Assert.True(device.Link.IsConnected);
    }

    [Fact]
    public void Step_Connect_LeavesAWillThatSaysOffline()
    {
        _device.Uplink.Step();
        var session = Assert.Single(_device.Link.Sessions);
        Assert.Equal("devices/fern/status", session.WillTopic);
        Assert.Equal("{\"state\":\"offline\"}", session.WillMessage);
    }

    [Fact]
    public void Step_Minutes_BringAHeartbeatEach()
    {
        var heartbeats = 0;
        for (var second = 0; second < 180; second++)
        {
            _device.Uplink.Step();
            heartbeats += _device.Link.Take("heartbeat").Count;
            _device.Clock.UptimeMs += 1000;
        }

        Assert.Equal(3, heartbeats);
    }

    [Fact]
    public void Step_ConnectionLost_SendsAgainWhatWasNotAcknowledged()
    {
        _device.Buffer.Fill(1, 2);
        _device.Uplink.Step();
        var first = Assert.Single(_device.Link.Take("telemetry"));
        _device.Link.IsConnected = false;
        _device.Clock.UptimeMs += _device.Uplink.Step();
        _device.Uplink.Step();
        Assert.Equal(first.Payload, Assert.Single(_device.Link.Take("telemetry")).Payload);
    }

    [Fact]
    public void Step_AcknowledgedBeforeTheConnectionWasLost_IsNotSentAgain()
    {
        _device.Buffer.Fill(1, 2);
        _device.Uplink.Step();
        _device.Link.Acknowledge(_device.Link.Take("telemetry"));
        _device.Link.IsConnected = false;
        _device.Clock.UptimeMs += _device.Uplink.Step();
        _device.Uplink.Step();
        Assert.Empty(_device.Link.Take("telemetry"));
        Assert.Equal(0, _device.Buffer.Pending);
    }

    [Fact]
    public void Step_BrokerNeverAcknowledges_TriesAnotherConnection()
    {
        _device.Buffer.Fill(1, 2);
        _device.Uplink.Step();
        _device.Clock.UptimeMs += DeviceUnderTest.AckTimeoutMs;
        _device.Uplink.Step();
        Assert.False(_device.Link.IsConnected);
        _device.Clock.UptimeMs += _device.Uplink.Step();
        _device.Uplink.Step();
        Assert.Equal(2, _device.Link.Sessions.Count);
    }

    [Fact]
    public void Step_Unreachable_WaitsLongerEachTime()
    {
        _device.Link.Answer = MqttConnectResult.Unreachable;
        var waits = Enumerable.Range(0, 6).Select(_ =>
        {
            var wait = _device.Uplink.Step();
            _device.Clock.UptimeMs += wait;
            return wait;
        }).ToList();
        Assert.InRange(waits[0], 2500, 5000);
        Assert.InRange(waits[5], 60000, 120000);
        Assert.Equal(6, _device.Link.Sessions.Count);
    }

    [Fact]
    public void Step_WrongCredentials_AreNotTriedAgainWithinHalfAMinute()
    {
        _device.Link.Answer = MqttConnectResult.Refused;
        Assert.InRange(_device.Uplink.Step(), 30000, 60000);
    }

    [Fact]
    public void Step_WrongCredentialsForADay_AreTriedOnceAnHourInTheEnd()
    {
        _device.Link.Answer = MqttConnectResult.Refused;
        while (_device.Clock.UptimeMs < 24 * 3600_000L) _device.Clock.UptimeMs += _device.Uplink.Step();
        Assert.InRange(_device.Link.Sessions.Count, 24, 24 + 32);
    }

    [Fact]
    public void Step_WifiGoneForAnHour_IsTriedWithPatienceWhileMeasuringGoesOn()
    {
        _device.Uplink.Step();
        _device.Board.IsUp = false;
        for (var waited = 0; _device.Clock.UptimeMs < 3600_000L; waited++)
        {
            Assert.InRange(waited, 0, 200);
            var uplink = _device.Uplink.Step();
            _device.Clock.UptimeMs += Math.Min(uplink, Math.Max(1, _device.Sampler.Step()));
        }

        Assert.InRange(_device.Sampler.Stored, 59, 61);
        Assert.Single(_device.Link.Sessions);
        _device.Board.IsUp = true;
        _device.Clock.UptimeMs += 5 * 60_000;
        _device.Uplink.Step();
        Assert.Equal(2, _device.Link.Sessions.Count);
    }

    [Fact]
    public void Step_NoWifi_NoBrokerIsTried()
    {
        _device.Board.IsUp = false;
        Assert.InRange(_device.Uplink.Step(), 5000, 10000);
        Assert.Empty(_device.Link.Sessions);
    }

    [Fact]
    public void Close_Connected_SaysOfflineAndWritesDownWhatWasAcknowledged()
    {
        _device.Buffer.Fill(1, 2);
        _device.Uplink.Step();
        _device.Link.Acknowledge(_device.Link.Take("telemetry"));
        _device.Uplink.Close(2000, 0);
        Assert.Equal("{\"state\":\"offline\"}", _device.Link.Take("status")[^1].Payload);
        Assert.Equal(0, BufferedReadings.Opened(_device.Flash.PowerOn()).Pending);
    }
}
