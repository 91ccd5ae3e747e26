using System.Net;
using System.Net.Sockets;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Addresses that lead into the house instead of out of it (IANA's special-purpose address registries).</summary>
internal static class LocalAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/127"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
        IPNetwork.Parse("ff00::/8"),
    ];

    // Ways to write an IPv4 address as an IPv6 one: translated (RFC 6052, RFC 8215) and tunnelled (RFC 3056).
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork TranslatedLocally = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork Tunnelled = IPNetwork.Parse("2002::/16");

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            if (Translated.Contains(address)) return Contains(new IPAddress(bytes.AsSpan(12, 4)));
            if (Tunnelled.Contains(address)) return Contains(new IPAddress(bytes.AsSpan(2, 4)));
            if (TranslatedLocally.Contains(address)) return true;
            address = new IPAddress(bytes);
        }

        return Array.Exists(Networks, network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }
}
