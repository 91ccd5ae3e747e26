using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PlantOps.Gateway.Hosting;

/// <summary>How this machine is most likely reached by others in the same network.</summary>
internal static class LanAddress
{
    /// <param name="listen">Where the gateway listens; everywhere where it is <see langword="null"/>.</param>
    /// <returns><see langword="null"/> where only this machine reaches it, or no network is up.</returns>
    public static string? Of(IPAddress? listen)
    {
        var isAny = listen is null || listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any);
        if (!isAny) return IPAddress.IsLoopback(listen!) ? null : Text(listen!);
        return Find() is { } address ? Text(address) : null;
    }

    // That of the network which leads further; bridges of containers lead nowhere.
    private static IPAddress? Find() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .Select(network => network.GetIPProperties())
            .OrderByDescending(network => network.GatewayAddresses.Count > 0)
            .SelectMany(network => network.UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    private static string Text(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
