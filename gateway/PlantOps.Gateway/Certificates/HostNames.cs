using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PlantOps.Gateway.Certificates;

/// <summary>By which names and addresses this machine can be called.</summary>
internal static class HostNames
{
    public static IReadOnlyCollection<string> Current(IEnumerable<string> further)
    {
        var machine = Environment.MachineName;
        IEnumerable<string> known = ["localhost", machine, $"{machine}.local", IPAddress.Loopback.ToString(),
            IPAddress.IPv6Loopback.ToString()];
        return [.. known.Concat(Addresses()).Concat(further).Select(name => name.ToLowerInvariant()).Distinct()];
    }

    /// <summary>Whether a certificate can be for it: a host name, with a star in front or without, or an address.</summary>
    public static bool IsName(string text) => Uri.CheckHostName(text.TrimStart('*', '.')) != UriHostNameType.Unknown;

    // Link-local IPv6 needs a scope, which no host name in TLS can carry, and comes and goes with every container.
    private static IEnumerable<string> Addresses() =>
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
        from unicast in network.GetIPProperties().UnicastAddresses
        let address = unicast.Address
        where address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !address.IsIPv6LinkLocal
        select new IPAddress(address.GetAddressBytes()).ToString();
}
