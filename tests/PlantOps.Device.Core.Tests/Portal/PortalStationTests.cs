using System.Device.Wifi;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Portal;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>The firmware's station, on stand-ins for the radio.</summary>
public sealed class PortalStationTests
{
    private readonly SimulatedWifi _wifi;
    private readonly TestBoard _network = new() { IsUp = true };
    private readonly FakeClock _clock = new();
    private readonly PortalStation _station;

    public PortalStationTests()
    {
        SimulatedBoard.Current = new SimulatedBoard();
        _wifi = SimulatedBoard.Current.Wifi;
        _wifi.Networks["Garden"] = ("basil-and-thyme", -48);
        _station = new PortalStation(WifiAdapter.FindAllAdapters()[0], _network, _clock);
    }

    [Fact]
    public void Scan_Networks_HaveNameAndStrength()
    {
        var network = Assert.Single(_station.Scan(SetupFlow.ScanTimeoutMs));
        Assert.Equal(("Garden", -48), (network.Ssid, network.Rssi));
    }

    [Theory]
    [InlineData("Garden", "basil-and-thyme", JoinResult.Joined)]
    [InlineData("Garden", "wrong-password", JoinResult.WrongPassword)]
    [InlineData("Elsewhere", "basil-and-thyme", JoinResult.NotFound)]
    internal void Join_AnyWay_IsToldAndStoresNothing(string ssid, string password, JoinResult result)
    {
        Assert.Equal(result, _station.Join(ssid, password, SetupFlow.JoinTimeoutMs));
        Assert.Equal(result == JoinResult.Joined ? ssid : null, _wifi.Joined);
        Assert.Equal(0, _wifi.Saves);
    }

    [Fact]
    public void Join_NoAddressComes_EndsAtItsDeadlineAndLeaves()
    {
        _network.IsUp = false;
        Assert.Equal(JoinResult.NoAddress, _station.Join("Garden", "basil-and-thyme", 30000));
        Assert.InRange(_clock.UptimeMs, 30000, 30200);
        Assert.Null(_wifi.Joined);
    }

    [Fact]
    public void KeepWifi_StoredByThePortal_ReachesTheRadioAtTheNextStart()
    {
        var flash = new MemoryFlash();
        var network = new NetworkEdges(_network, new FakeLink(), new FakeHttp(), _network);
        var board = new BoardEdges(_network, _network, _network, _network, new Random(1));
        var edges = new DeviceEdges(_clock, flash, new SensorSet(_network, _network, _network), network, board);
        var device = new PlantDevice(edges, new DeviceProfile("24:6F", "esp32", "0.1.0", ["dht22"]));
        device.KeepWifi(_station);
        Assert.Equal(0, _wifi.Saves);
        new ConfigurationStore(flash).Save(SetupFlowTests.Stored());
        device.KeepWifi(_station);
        Assert.Equal(("Old", "old-password"), (_wifi.StoredSsid, _wifi.StoredPassword));
    }

    [Fact]
    public void Keep_AtEveryStart_WritesOnlyWhatIsNew()
    {
        _station.Keep("Garden", "basil-and-thyme");
        _station.Keep("Garden", "basil-and-thyme");
        Assert.Equal((1, "Garden", "basil-and-thyme"), (_wifi.Saves, _wifi.StoredSsid, _wifi.StoredPassword));
    }
}
