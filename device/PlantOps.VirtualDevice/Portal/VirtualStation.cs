using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Time;
using PlantOps.VirtualDevice.Network;

namespace PlantOps.VirtualDevice.Portal;

/// <summary>The radio in the simulated air. It takes its time, as a radio does.</summary>
internal sealed class VirtualStation(VirtualWifi wifi, IClock clock) : IStation
{
    private const int ScanMs = 300;
    private const int JoinMs = 1500;

    private readonly ISignal _pause = clock.NewSignal();

    public WifiNetwork[] Scan(int timeoutMs)
    {
        _pause.Wait(ScanMs);
        return [.. SimulatedNetwork.InReach.Select(
            network => new WifiNetwork(network.IsHidden ? string.Empty : network.Name, network.Rssi))];
    }

    public JoinResult Join(string ssid, string password, int timeoutMs)
    {
        wifi.IsUp = false;
        _pause.Wait(JoinMs);
        if (SimulatedNetwork.InReach.FirstOrDefault(network => network.Name == ssid) is not { } found) return JoinResult.NotFound;
        if (found.Password != null && found.Password != password) return JoinResult.WrongPassword;

        wifi.IsUp = true;
        return JoinResult.Joined;
    }

    public void Keep(string ssid, string password)
    {
    }
}
