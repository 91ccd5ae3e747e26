using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>
/// The networks that this machine has an address in. With IPv6 everything in a house has an address that is reachable
/// from everywhere, so that its number alone does not tell that it is next door.
/// </summary>
internal static class OwnNetworks
{
    private const int NetworkBits = 64;
    private const int ShortestIPv4 = 8;
    private const int ShortestIPv6 = 32;

    /// <summary>Asked anew each time: addresses come and go with the provider's mood.</summary>
    public static bool Contain(IPAddress address)
    {
        try
        {
            return Contain(Current(), address);
        }
        catch (NetworkInformationException)
        {
            // A machine that hides its interfaces is left with the numbers.
            return false;
        }
    }

    public static bool Contain(IEnumerable<(IPAddress Address, int PrefixLength)> own, IPAddress address)
    {
        address = LocalAddresses.Plain(address);
        return own.Any(mine => mine.Address.AddressFamily == address.AddressFamily
            && Network(mine.Address, mine.PrefixLength).Contains(address));
    }

    private static IEnumerable<(IPAddress, int)> Current() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(one => one.GetIPProperties().UnicastAddresses)
        .Select(unicast => (unicast.Address, unicast.PrefixLength));

    // An IPv6 address that was given by DHCP says /128; its network is a /64 all the same (RFC 4291, 2.5.4).
    private static IPNetwork Network(IPAddress address, int prefixLength)
    {
        var bytes = address.GetAddressBytes();
        var bits = 8 * bytes.Length;
        var isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        if (isIPv6) bits = prefixLength is >= ShortestIPv6 and < NetworkBits ? prefixLength : NetworkBits;
        else if (prefixLength >= ShortestIPv4 && prefixLength < bits) bits = prefixLength;
        for (var i = 0; i < bytes.Length; i++) bytes[i] &= (byte)(0xFF00 >> Math.Clamp(bits - (8 * i), 0, 8));
        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
