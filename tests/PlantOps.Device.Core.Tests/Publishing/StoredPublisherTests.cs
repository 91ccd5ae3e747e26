using System.Text;
using System.Text.Json;
using PlantOps.Device.Core.Publishing;
using PlantOps.Device.Core.Tests.Buffering;

namespace PlantOps.Device.Core.Tests.Publishing;

/// <summary>A device whose broker is not the gateway's: a PUBACK is not the gateway's word.</summary>
public sealed class StoredPublisherTests
{
    private readonly DeviceUnderTest _device = new();
    private readonly Publisher _publisher;

    public StoredPublisherTests()
    {
        _device.Link.IsConnected = true;
        _publisher = new Publisher(_device.Buffer, _device.Outbox, _device.Clock, DeviceUnderTest.AckTimeoutMs, true);
    }

    [Fact]
    public void Acknowledge_ByTheBroker_ReadingsStay()
    {
        _device.Buffer.Fill(1, 3);
        Send();
        _publisher.Pump();

        Assert.Equal((3, 0L), (_device.Buffer.Pending, _publisher.Acknowledged));
        Assert.Single(_device.Link.Messages);
    }

    [Fact]
    public void Stored_AllOfThem_LeaveTheBufferAndTheNextGo()
    {
        _device.Buffer.Fill(1, 45);
        var arrived = new List<long>();
        for (Send(); _device.Link.Messages.Count > 0; Send())
        {
            var sequences = Sequences(_device.Link.Take("telemetry").Single().Payload);
            arrived.AddRange(sequences);
            Say(7, (sequences[0], sequences[^1]));
        }

        Assert.Equal(Enumerable.Range(1, 45).Select(i => (long)i), arrived.Order());
        Assert.Equal((0, 45L), (_device.Buffer.Pending, _publisher.Acknowledged));
    }

    [Theory]
    [InlineData("""{"boot":7,"upto":3}""", 0)]
    [InlineData("""{"boot":7,"upto":1,"also":[[2,2],[3,9]]}""", 0)]
    [InlineData("""{"boot":7,"also":[[1,2]]}""", 3)]
    [InlineData("""{"boot":7,"also":[[2,3]]}""", 3)]
    [InlineData("""{"boot":2,"upto":3}""", 3)]
    [InlineData("""{"upto":3}""", 3)]
    [InlineData("""{"boot":7,"upto":3""", 3)]
    [InlineData("stored", 3)]
    public void Stored_ANotice_SettlesWhatItCoversAndNothingElse(string notice, int left)
    {
        _device.Buffer.Fill(1, 3);
        Send();

        _publisher.Stored(Encoding.UTF8.GetBytes(notice));

        Assert.Equal(left, _device.Buffer.Pending);
    }

    [Fact]
    public void Stored_InSeveralNotices_SettlesWithTheLast()
    {
        _device.Buffer.Fill(1, 3);
        Send();

        Say(7, (3, 3));
        Say(7, (1, 1));
        Assert.Equal(3, _device.Buffer.Pending);
        Say(7, (2, 2));

        Assert.Equal(0, _device.Buffer.Pending);
    }

    [Fact]
    public void Stored_BeforeTheBrokerAcknowledges_SettlesAndTheNextWaitsForTheBroker()
    {
        _device.Buffer.Fill(1, 25);
        _publisher.Pump();
        Say(7, (6, 25));
        _publisher.Pump();

        Assert.Equal(5, _device.Buffer.Pending);
        Assert.Single(_device.Link.Messages);
        _device.Clock.UptimeMs = DeviceUnderTest.AckTimeoutMs;
        Assert.Equal(0, _publisher.MsToDeadline());

        Assert.True(_publisher.Acknowledge(_device.Link.Messages[0].Id));
        _publisher.Pump();
        Assert.Equal([1, 2, 3, 4, 5], Sequences(_device.Link.Messages[1].Payload));
    }

    [Fact]
    public void Pump_NothingSaidFor30Seconds_SendsAgainAndThenLaterEachTime()
    {
        _device.Buffer.Fill(1, 3);
        List<long> waits = [];
        Send();
        for (var i = 0; i < 7; i++)
        {
            waits.Add(_publisher.MsToResend());
            _device.Clock.UptimeMs += _publisher.MsToResend() - 1;
            _publisher.Pump();
            Assert.Equal(i + 1, _device.Link.Messages.Count);
            _device.Clock.UptimeMs++;
            Send();
        }

        Assert.Equal([30, 60, 120, 240, 480, 600, 600], waits.Select(wait => wait / 1000));
        Assert.All(_device.Link.Messages, message => Assert.Equal([1, 2, 3], Sequences(message.Payload)));
        Say(7, (1, 3));
        Assert.Equal(0, _device.Buffer.Pending);
    }

    [Fact]
    public void Pump_SentAgain_WithWhatIsNewSince()
    {
        _device.Buffer.Fill(1, 3);
        Send();
        _device.Buffer.Fill(4, 1);
        _device.Clock.UptimeMs = Publisher.FirstResendMs;
        _publisher.Pump();

        Assert.Equal([1, 2, 3, 4], Sequences(_device.Link.Messages[^1].Payload));
    }

    [Fact]
    public void Reset_OfTheConnection_SendsAgainAtOnceAndIsPatientAnew()
    {
        _device.Buffer.Fill(1, 3);
        Send();
        _device.Clock.UptimeMs = Publisher.FirstResendMs;
        Send();
        _publisher.Reset();
        Send();

        Assert.Equal(3, _device.Link.Messages.Count);
        Assert.Equal(Publisher.FirstResendMs, _publisher.MsToResend());
    }

    [Fact]
    public void MsToDeadline_WhileTheGatewayIsWaitedFor_DoesNotRunOut()
    {
        _device.Buffer.Fill(1, 3);
        Send();
        _device.Clock.UptimeMs = 10 * DeviceUnderTest.AckTimeoutMs;

        Assert.Equal(DeviceUnderTest.AckTimeoutMs, _publisher.MsToDeadline());
    }

    // What the broker acknowledges at once.
    private void Send()
    {
        var before = _device.Link.Messages.Count;
        _publisher.Pump();
        if (_device.Link.Messages.Count > before) Assert.True(_publisher.Acknowledge(_device.Link.Messages[^1].Id));
    }

    private void Say(long boot, (long First, long Last) range) =>
        _publisher.Stored(Encoding.UTF8.GetBytes($$"""{"boot":{{boot}},"also":[[{{range.First}},{{range.Last}}]]}"""));

    private static List<long> Sequences(string payload) =>
        [.. JsonDocument.Parse(payload).RootElement.GetProperty("readings").EnumerateArray()
            .Select(r => r.GetProperty("seq").GetInt64())];
}
