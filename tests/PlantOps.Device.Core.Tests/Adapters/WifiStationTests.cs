using System.Device.Wifi;
using PlantOps.Device.Network;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class WifiStationTests
{
    private readonly SimulatedWifi _wifi;
    private readonly FakeClock _clock = new();
    private readonly WifiStation _station;

    public WifiStationTests()
    {
        SimulatedBoard.Current = new SimulatedBoard();
        _wifi = SimulatedBoard.Current.Wifi;
        _wifi.Networks["Garden"] = ("tomatoes", -61);
        _wifi.Networks["Neighbour"] = ("cabbage", -40);
        _wifi.StoredSsid = "Garden";
        _wifi.StoredPassword = "tomatoes";
        _station = new WifiStation(_clock, WifiAdapter.FindAllAdapters()[0]);
    }

    [Fact]
    public void Connect_StoredNetwork_IsJoinedWithoutWritingToTheFlash()
    {
        Assert.False(_station.IsUp);
        Assert.True(_station.Connect(15_000));
        Assert.True(_station.IsUp);
        Assert.Equal(0, _wifi.Saves);
    }

    [Fact]
    public void Connect_WrongPassword_IsFalse()
    {
        _wifi.StoredPassword = "potatoes";
        Assert.False(_station.Connect(15_000));
        Assert.False(_station.IsUp);
    }

    [Fact]
    public void Connect_NetworkThatGivesNoAddress_EndsAtTheDeadline()
    {
        _wifi.HasDhcp = false;
        Assert.False(_station.Connect(15_000));
        Assert.InRange(_clock.UptimeMs, 15_000, 15_200);
    }

    [Fact]
    public void Connect_NothingStored_IsFalse()
    {
        _wifi.StoredSsid = string.Empty;
        Assert.False(_station.Connect(15_000));
    }

    [Fact]
    public void IsUp_LinkThatIsLost_IsFalse()
    {
        _station.Connect(15_000);
        _wifi.Joined = null;
        Assert.False(_station.IsUp);
    }

    [Fact]
    public void Rssi_AskedEveryMinute_IsThatOfTheOwnNetworkAndScansEveryHalfHour()
    {
        _station.Connect(15_000);
        for (var minute = 0; minute < 60; minute++)
        {
            Assert.Equal(-61, _station.Rssi);
            _clock.UptimeMs += 60_000;
        }

        Assert.Equal(2, _wifi.Scans);
    }

    [Fact]
    public void Forget_StoredNetwork_IsGoneForGood()
    {
        _station.Connect(15_000);
        _station.Forget();
        Assert.Equal(string.Empty, _wifi.StoredSsid);
        Assert.Equal(string.Empty, _wifi.StoredPassword);
        Assert.False(_station.IsUp);
    }

    [Fact]
    public void HardwareId_Mac_IsItsUsualForm() => Assert.Equal("24:6F:28:01:02:03", HardwareId.Read());
}
