using System.Net;
using System.Net.Sockets;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>
/// Addresses that do not lead out to the internet: what IANA's special-purpose address registries call not globally
/// reachable (iana-ipv4-special-registry and iana-ipv6-special-registry, as of 2025), and multicast.
/// </summary>
internal static class LocalAddresses
{
    private const int MappedAt = 12;
    private const int TunnelledAt = 2;
    private const int AddressBytes = 4;

    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("0.0.0.0/8"), // This network, RFC 791
        IPNetwork.Parse("10.0.0.0/8"), // Private use, RFC 1918
        IPNetwork.Parse("100.64.0.0/10"), // Shared by customers of a carrier, RFC 6598
        IPNetwork.Parse("127.0.0.0/8"), // Loopback, RFC 1122
        IPNetwork.Parse("169.254.0.0/16"), // Link local, RFC 3927
        IPNetwork.Parse("172.16.0.0/12"), // Private use, RFC 1918
        IPNetwork.Parse("192.0.0.0/24"), // Protocol assignments, RFC 6890
        IPNetwork.Parse("192.0.2.0/24"), // Documentation, RFC 5737
        IPNetwork.Parse("192.88.99.0/24"), // Relays of 6to4, RFC 7526
        IPNetwork.Parse("192.168.0.0/16"), // Private use, RFC 1918
        IPNetwork.Parse("198.18.0.0/15"), // Benchmarks, RFC 2544
        IPNetwork.Parse("198.51.100.0/24"), // Documentation, RFC 5737
        IPNetwork.Parse("203.0.113.0/24"), // Documentation, RFC 5737
        IPNetwork.Parse("224.0.0.0/4"), // Multicast, RFC 5771
        IPNetwork.Parse("240.0.0.0/4"), // Reserved, and broadcast, RFC 1112
        IPNetwork.Parse("::/96"), // Unspecified, loopback, IPv4 addresses in the deprecated form, RFC 4291
        IPNetwork.Parse("::ffff:0:0:0/96"), // IPv4 addresses in the form of RFC 2765
        IPNetwork.Parse("64:ff9b:1::/48"), // Translated by a network's own rules, RFC 8215
        IPNetwork.Parse("100::/64"), // Discarded, RFC 6666
        IPNetwork.Parse("100:0:0:1::/64"), // Dummy prefix, RFC 9780
        IPNetwork.Parse("2001::/23"), // Protocol assignments, among them Teredo (2001::/32), RFC 2928, RFC 4380
        IPNetwork.Parse("2001:db8::/32"), // Documentation, RFC 3849
        IPNetwork.Parse("3fff::/20"), // Documentation, RFC 9637
        IPNetwork.Parse("5f00::/16"), // Segment routing, RFC 9602
        IPNetwork.Parse("fc00::/7"), // Unique local, RFC 4193
        IPNetwork.Parse("fe80::/10"), // Link local, RFC 4291
        IPNetwork.Parse("fec0::/10"), // Site local, deprecated, RFC 3879
        IPNetwork.Parse("ff00::/8"), // Multicast, RFC 4291
    ];

    // Two ways to write an IPv4 address as an IPv6 one lead to it: translated (RFC 6052) and tunnelled (6to4, RFC 3056).
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork Tunnelled = IPNetwork.Parse("2002::/16");

    /// <summary>Whether it leads to this machine or its networks: by its number, or because this machine is beside it.</summary>
    public static bool LeadInside(IPAddress address) => Contains(address) || OwnNetworks.Contain(address);

    /// <summary>Whether it is such an address by its number.</summary>
    public static bool Contains(IPAddress address)
    {
        address = Plain(address);
        return Array.Exists(
            Networks, network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    /// <summary>The IPv4 address that an IPv6 one stands for, else the address itself, without a zone.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        address = new IPAddress(bytes);
        return Translated.Contains(address) ? new IPAddress(bytes.AsSpan(MappedAt, AddressBytes))
            : Tunnelled.Contains(address) ? new IPAddress(bytes.AsSpan(TunnelledAt, AddressBytes))
            : address;
    }
}

/// <summary>A target is in the local network, and that is not allowed.</summary>
internal sealed class LocalTargetException(string reason) : IOException(reason)
{
    public static string Reason(string host) =>
        $"'{host}' is in the local network. Messages go there only where {NotificationOptions.AllowLocalTargetsKey} is true.";
}
