using System.Net;
using System.Net.Sockets;

namespace PlantOps.Gateway.Hosting;

/// <summary>The part of an address that one caller cannot change at will.</summary>
internal static class AddressKey
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// An IPv4 address as it is; of an IPv6 address its /64, within which a single host can choose (RFC 4291, 2.5.4).
    /// </summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes)
            : address.ToString();
    }
}
