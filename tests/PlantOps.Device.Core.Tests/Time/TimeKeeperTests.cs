using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests.Time;

public sealed class TimeKeeperTests
{
    private const string Url = "https://gateway/api/time";
    private const long SixHours = 6 * 3600 * 1000;

    private readonly DeviceUnderTest _device = new();

    public TimeKeeperTests() => _device.Http.Answer(Url, 200, "{\"time\":1760000000000}");

    [Fact]
    public void Step_ClockUnknown_IsSetFromTheGatewayBeforeAnythingElse()
    {
        _device.Board.TimeServerAnswers = true;
        _device.Uplink.Step();
        Assert.Equal(1760000000000, _device.Clock.UnixMs);
        Assert.Equal(0, _device.Board.TimeRequests);
    }

    [Fact]
    public void Step_HoursLater_ATimeServerIsAskedAndTheGatewayIsNot()
    {
        _device.Board.TimeServerAnswers = true;
        _device.Uplink.Step();
        _device.Clock.UptimeMs += SixHours;
        _device.Uplink.Step();
        Assert.Equal((1, 1), (_device.Board.TimeRequests, _device.Http.Requests.Count));
    }

    [Fact]
    public void Step_NoTimeServerReachable_TheGatewayIsAsked()
    {
        _device.Uplink.Step();
        _device.Clock.UptimeMs += SixHours;
        _device.Http.Answer(Url, 200, "{\"time\":1760021600500}");
        _device.Uplink.Step();
        Assert.Equal(1760021600500, _device.Clock.UnixMs);
    }

    [Fact]
    public void Step_NobodyKnowsTheTime_IsAskedWithPatienceAndMeasuringGoesOn()
    {
        _device.Http.Answer(Url, 503, string.Empty);
        for (var second = 0; second < 600; second++)
        {
            _device.Uplink.Step();
            _device.Clock.UptimeMs += 1000;
            _device.Sampler.Step();
        }

        Assert.InRange(_device.Http.Requests.Count, 4, 12);
        Assert.Equal(10, _device.Sampler.Stored);
    }

    [Fact]
    public void Doubt_NoConnectionWithAKnownClock_TheGatewayIsAskedAgain()
    {
        _device.Uplink.Step();
        _device.Clock.SetUnixMs(1890000000000);
        _device.Link.IsConnected = false;
        _device.Link.Answer = MqttConnectResult.Unreachable;
        for (var attempt = 0; attempt < 5; attempt++) _device.Clock.UptimeMs += _device.Uplink.Step();
        Assert.Equal(1760000000000, _device.Clock.UnixMs);
    }
}
