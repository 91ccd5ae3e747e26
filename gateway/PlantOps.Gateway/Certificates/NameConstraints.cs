using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// For which names a CA can vouch (RFC 5280, 4.2.1.10): host names with all below them, and networks. Not critical, although
/// the RFC asks for it: mbedTLS reads no certificate with a critical extension that it does not know, and a device shows these
/// to nobody. OpenSSL and browsers enforce it all the same.
/// </summary>
/// <param name="Hosts">Lower case, without a dot in front.</param>
/// <param name="Networks">Addresses of these are permitted.</param>
internal sealed record NameConstraints(IReadOnlyList<string> Hosts, IReadOnlyList<IPNetwork> Networks)
{
    private const string Oid = "2.5.29.30";
    private const int BitsOfByte = 8;

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag HostName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>
    /// Names that nobody outside a home can have (RFC 6761, 6762, 8375; ICANN's resolution of 29 July 2024 for
    /// <c>internal</c>), and private, shared, link-local and loopback addresses (RFC 1918, 4193, 6598, 3927).
    /// </summary>
    public static NameConstraints Home(IEnumerable<string> names)
    {
        var (addresses, hosts) = (new List<IPNetwork>(),
            new List<string> { "localhost", "local", "home.arpa", "lan", "internal" });
        foreach (var name in names.Select(name => name.TrimStart('*', '.')).Where(name => name.Length > 0))
        {
            if (IPAddress.TryParse(name, out var address))
                addresses.Add(new IPNetwork(address, address.GetAddressBytes().Length * BitsOfByte));
            else hosts.Add(name.ToLowerInvariant());
        }

        string[] networks =
        [
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7",
            "fe80::/10", "::1/128",
        ];
        return new NameConstraints(
            [.. hosts.Distinct()], [.. networks.Select(network => IPNetwork.Parse(network)), .. addresses]);
    }

    /// <summary>Whether the CA can vouch for a host name or an address.</summary>
    public bool Permit(string name)
    {
        if (IPAddress.TryParse(name, out var address)) return Networks.Any(network => network.Contains(address));
        var host = name.TrimStart('*', '.');
        return Hosts.Any(known => host.Equals(known, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + known, StringComparison.OrdinalIgnoreCase));
    }

    public X509Extension ToExtension()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            foreach (var host in Hosts)
            {
                using (writer.PushSequence()) writer.WriteCharacterString(UniversalTagNumber.IA5String, host, HostName);
            }

            foreach (var network in Networks)
            {
                using (writer.PushSequence())
                    writer.WriteOctetString([.. network.BaseAddress.GetAddressBytes(), .. MaskOf(network)], IpAddress);
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical: false);
    }

    /// <summary>Those of a certificate; none that permits anything where it has none.</summary>
    /// <exception cref="AsnContentException">They cannot be read.</exception>
    public static NameConstraints Of(X509Certificate2 certificate)
    {
        var (hosts, networks) = (new List<string>(), new List<IPNetwork>());
        if (certificate.Extensions[Oid] is not { } extension) return new NameConstraints(hosts, networks);
        var permitted = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence().ReadSequence(Permitted);
        while (permitted.HasData)
        {
            var subtree = permitted.ReadSequence();
            var tag = subtree.PeekTag();
            if (tag.HasSameClassAndValue(HostName))
                hosts.Add(subtree.ReadCharacterString(UniversalTagNumber.IA5String, HostName));
            else if (tag.HasSameClassAndValue(IpAddress)) networks.Add(NetworkOf(subtree.ReadOctetString(IpAddress)));
        }

        return new NameConstraints(hosts, networks);
    }

    private static byte[] MaskOf(IPNetwork network)
    {
        var mask = new byte[network.BaseAddress.GetAddressBytes().Length];
        for (var bit = 0; bit < network.PrefixLength; bit++) mask[bit / BitsOfByte] |= (byte)(0x80 >> (bit % BitsOfByte));
        return mask;
    }

    private static IPNetwork NetworkOf(byte[] addressAndMask)
    {
        var half = addressAndMask.Length / 2;
        var prefix = addressAndMask[half..].Sum(part => System.Numerics.BitOperations.PopCount(part));
        return new IPNetwork(new IPAddress(addressAndMask[..half]), prefix);
    }
}
