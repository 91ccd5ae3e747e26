using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Publishing;
using PlantOps.Device.Core.Tests.Buffering;

namespace PlantOps.Device.Core.Tests.Publishing;

public sealed class PublisherTests
{
    private readonly DeviceUnderTest _device = new();

    public PublisherTests() => _device.Link.IsConnected = true;

    [Fact]
    public void Pump_ManyReadings_NoMoreThanTheWindowIsUnderWay()
    {
        _device.Buffer.Fill(1, 200);
        _device.Publisher.Pump();
        _device.Publisher.Pump();
        Assert.Single(_device.Link.Messages);
        Assert.All(_device.Link.Messages, message => Assert.True(message.AtLeastOnce));
    }

    [Fact]
    public void Pump_AfterEachAcknowledgement_BringsEveryReadingOnce()
    {
        _device.Buffer.Fill(1, 200);
        var arrived = new List<long>();
        for (_device.Publisher.Pump(); _device.Link.Messages.Count > 0; _device.Publisher.Pump())
        {
            foreach (var message in _device.Link.Take("telemetry"))
            {
                arrived.AddRange(Sequences(message.Payload));
                Assert.True(_device.Publisher.Acknowledge(message.Id));
            }
        }

        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), arrived.Order());
        Assert.Equal(0, _device.Buffer.Pending);
        Assert.Equal(200, _device.Publisher.Acknowledged);
    }

    [Fact]
    public void Pump_NewReadingDuringBackfill_DoesNotWaitForTheRest()
    {
        _device.Buffer.Fill(1, 200);
        _device.Publisher.Pump();
        _device.Buffer.Fill(201, 1);
        _device.Publisher.Acknowledge(_device.Link.Messages[0].Id);
        _device.Publisher.Pump();
        Assert.Equal([201], Sequences(_device.Link.Messages[^1].Payload));
    }

    [Fact]
    public void Acknowledge_NotYetOrUnknown_ReadingsStay()
    {
        _device.Buffer.Fill(1, 3);
        _device.Publisher.Pump();
        Assert.False(_device.Publisher.Acknowledge(4711));
        Assert.Equal(3, _device.Buffer.Pending);
    }

    [Fact]
    public void Reset_WhatWasUnderWay_IsSentAgain()
    {
        _device.Buffer.Fill(1, 3);
        _device.Publisher.Pump();
        _device.Publisher.Reset();
        _device.Publisher.Pump();
        Assert.Equal([[1, 2, 3], [1, 2, 3]], _device.Link.Messages.Select(message => Sequences(message.Payload)));
    }

    [Fact]
    public void MsToDeadline_NoAcknowledgement_RunsOut()
    {
        _device.Buffer.Fill(1, 1);
        _device.Publisher.Pump();
        _device.Clock.UptimeMs = DeviceUnderTest.AckTimeoutMs - 1;
        Assert.Equal(1, _device.Publisher.MsToDeadline());
        _device.Clock.UptimeMs++;
        Assert.Equal(0, _device.Publisher.MsToDeadline());
    }

    [Fact]
    public void Pump_LongReadings_MessagesStayWithinFourKilobytes()
    {
        for (var i = 1; i <= 40; i++)
        {
            var reading = BufferedReadings.Numbered(i);
            for (var metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
                reading.Set(metric, 12345.67, Quality.Implausible);
            _device.Buffer.Append(reading, 0);
        }

        var arrived = new List<long>();
        for (_device.Publisher.Pump(); _device.Link.Messages.Count > 0; _device.Publisher.Pump())
        {
            foreach (var message in _device.Link.Take("telemetry"))
            {
                Assert.InRange(message.Payload.Length, 1, Publisher.MaxBytes);
                arrived.AddRange(Sequences(message.Payload));
                _device.Publisher.Acknowledge(message.Id);
            }
        }

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), arrived.Order());
    }

    [Fact]
    public void Pump_ReadingsWithoutClock_CarryTheAgeAtSendTime()
    {
        _device.Buffer.Append(new TelemetryReading { Boot = 7, Sequence = 1 }, 1000);
        _device.Clock.UptimeMs = 61000;
        _device.Publisher.Pump();
        Assert.Contains("\"age_ms\":60000", _device.Link.Messages[0].Payload, StringComparison.Ordinal);
    }

    private static List<long> Sequences(string payload) =>
        [.. JsonDocument.Parse(payload).RootElement.GetProperty("readings").EnumerateArray()
            .Select(r => r.GetProperty("seq").GetInt64())];
}
