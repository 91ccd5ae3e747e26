using System.Net;
using System.Net.NetworkInformation;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Portal;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>The firmware's access point, on stand-ins for the CLR's configuration and the servers.</summary>
public sealed class SoftAccessPointTests : IDisposable
{
    private const string Name = "PlantOps-Setup-4F2A";

    private readonly SimulatedAccessPoint _board = new();
    private readonly SoftAccessPoint _point;

    public SoftAccessPointTests()
    {
        SimulatedAccessPoint.Current = _board;
        _point = new SoftAccessPoint();
    }

    public void Dispose() => _point.Dispose();

    [Fact]
    public void Open_FirstTime_IsConfiguredAndNeedsARestart()
    {
        Assert.Equal(AccessPointState.RestartNeeded, _point.Open(Name));
        Assert.Equal((Name, "192.168.4.1"), (_board.Ssid, _board.Address));
        Assert.Equal(WirelessAPConfiguration.ConfigurationOptions.Enable | WirelessAPConfiguration.ConfigurationOptions.AutoStart,
            _board.Options);
        Assert.Null(_board.Dhcp);
    }

    [Fact]
    public void Open_AfterTheRestart_GivesOutAddressesAndEveryName()
    {
        _point.Open(Name);
        Assert.Equal(AccessPointState.Open, _point.Open(Name));
        Assert.Equal(1, _board.Saves);
        var address = IPAddress.Parse("192.168.4.1");
        Assert.Equal(("http://192.168.4.1/captive", address, address),
            (_board.Dhcp!.CaptivePortalUrl, _board.Dhcp.Gateway, _board.Dhcp.DnsServer));
        Assert.Equal(address, _board.Dns!.DnsEntries["*"]);
    }

    [Fact]
    public void Close_Open_StopsAndStaysClosedAfterTheNextStart()
    {
        _point.Open(Name);
        _point.Open(Name);
        _point.Close();
        Assert.Null(_board.Dhcp);
        Assert.Null(_board.Dns);
        Assert.Equal(WirelessAPConfiguration.ConfigurationOptions.Disable, _board.Options);
        _point.Close();
        Assert.Equal(2, _board.Saves);
    }
}
