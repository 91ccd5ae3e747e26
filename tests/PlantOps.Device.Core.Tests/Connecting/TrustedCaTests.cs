using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests.Connecting;

public sealed class TrustedCaTests : IDisposable
{
    private readonly TestCa _new = new();
    private readonly DeviceUnderTest _device = new();

    public TrustedCaTests() => _device.Uplink.Step();

    public void Dispose() => _new.Dispose();

    [Fact]
    public void Desired_NewCa_BothAreTrustedUntilTheNewOneHasConnected()
    {
        var reported = Offer(_new.Pem);
        Assert.Equal((CaIds.Of(DeviceUnderTest.Ca.Der), CaIds.Of(_new.Der)), (reported.CaId, reported.NextCaId));

        _device.Link.Answer = MqttConnectResult.Unreachable;
        Reconnect(4);
        Assert.Equal([_new.Pem, DeviceUnderTest.Ca.Pem, _new.Pem, DeviceUnderTest.Ca.Pem], Tried(4));
        Assert.Equal(DeviceUnderTest.Ca.Pem, _device.Store.Load()!.CaPem);

        _device.Link.Answer = MqttConnectResult.Connected;
        _device.Link.Trusted = _new.Pem;
        Reconnect(2);
        Assert.True(_device.Link.IsConnected);
        Assert.Equal((_new.Pem, string.Empty), (_device.Store.Load()!.CaPem, _device.Store.Load()!.NextCaPem));
    }

    [Fact]
    public void Desired_NewCaThatNobodyHas_TheOldOneGoesOnWorking()
    {
        Offer(_new.Pem);
        _device.Link.Trusted = DeviceUnderTest.Ca.Pem;
        for (var i = 0; i < 3; i++)
        {
            Reconnect(2);
            Assert.True(_device.Link.IsConnected);
            Assert.Equal(DeviceUnderTest.Ca.Pem, _device.Link.Sessions[^1].CaPem);
        }
    }

    [Fact]
    public void Desired_NewCaWhileBothAreShown_TheNextConnectionProvesTheNewOne()
    {
        Offer(_new.Pem);
        Reconnect(1);
        Assert.Equal([_new.Pem], Tried(1));
        Assert.Equal((_new.Pem, string.Empty), (_device.Store.Load()!.CaPem, _device.Store.Load()!.NextCaPem));
    }

    [Fact]
    public void Desired_AnotherNewCaBeforeTheFirstWasTried_TakesItsPlace()
    {
        using var newest = new TestCa();
        Offer(_new.Pem);
        Offer(newest.Pem, 2);
        _device.Link.Trusted = newest.Pem;
        Reconnect(1);
        Assert.Equal(newest.Pem, _device.Store.Load()!.CaPem);
    }

    [Fact]
    public void Desired_ThePresentCaAgain_TakesTheChangeBack()
    {
        Offer(_new.Pem);
        Assert.Null(Offer(DeviceUnderTest.Ca.Pem, 2).NextCaId);
        Assert.Equal(string.Empty, _device.Store.Load()!.NextCaPem);
    }

    [Fact]
    public void Desired_NewCa_IsStillTrustedAfterARestart()
    {
        Offer(_new.Pem);
        var next = new DeviceUnderTest(_device.Flash.PowerOn());
        next.Link.Answer = MqttConnectResult.Unreachable;
        next.Clock.UptimeMs += next.Uplink.Step();
        next.Uplink.Step();
        Assert.Equal([_new.Pem, DeviceUnderTest.Ca.Pem], next.Link.Sessions.Select(session => session.CaPem));
    }

    private ReportedState Offer(string pem, int version = 1)
    {
        _device.Link.Messages.Clear();
        _device.Link.Deliver("devices/fern/desired", System.Text.Json.JsonSerializer.Serialize(new { version, ca_pem = pem }));
        _device.Uplink.Step();
        return ReportedState.Parse(System.Text.Encoding.UTF8.GetBytes(Assert.Single(_device.Link.Take("reported")).Payload))!;
    }

    private void Reconnect(int attempts)
    {
        var before = _device.Link.Sessions.Count;
        _device.Link.IsConnected = false;
        while (_device.Link.Sessions.Count < before + attempts && !_device.Link.IsConnected)
            _device.Clock.UptimeMs += Math.Max(1, _device.Uplink.Step());
    }

    private IEnumerable<string> Tried(int last) => _device.Link.Sessions.TakeLast(last).Select(session => session.CaPem);
}
