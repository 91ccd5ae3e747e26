using System.Net;
using System.Net.NetworkInformation;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Tests.Notifications.Sending;

public sealed class LocalAddressesTests
{
    /// <summary>Each row of the table: its first and last address, and whether the ones before and behind it lead out.</summary>
    public static TheoryData<string, string, bool, bool> Rows => new()
    {
        { "0.0.0.0", "0.255.255.255", false, true },
        { "10.0.0.0", "10.255.255.255", true, true },
        { "100.64.0.0", "100.127.255.255", true, true },
        { "127.0.0.0", "127.255.255.255", true, true },
        { "169.254.0.0", "169.254.255.255", true, true },
        { "172.16.0.0", "172.31.255.255", true, true },
        { "192.0.0.0", "192.0.0.255", true, true },
        { "192.0.2.0", "192.0.2.255", true, true },
        { "192.88.99.0", "192.88.99.255", true, true },
        { "192.168.0.0", "192.168.255.255", true, true },
        { "198.18.0.0", "198.19.255.255", true, true },
        { "198.51.100.0", "198.51.100.255", true, true },
        { "203.0.113.0", "203.0.113.255", true, true },
        { "224.0.0.0", "255.255.255.255", true, false },
        { "::", "::ffff:ffff", false, true },
        { "::ffff:0:0:0", "::ffff:0:ffff:ffff", true, true },
        { "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", true, true },
        { "100::", "100:0:0:1:ffff:ffff:ffff:ffff", true, true },
        { "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", true, true },
        { "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true, true },
        { "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", true, true },
        { "5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true, true },
        { "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true, true },
        { "fe80::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true, false },
        { "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Contains_OfARow_EndsWhereTheRowEnds(string first, string last, bool outBefore, bool outBehind)
    {
        Assert.True(LocalAddresses.Contains(IPAddress.Parse(first)));
        Assert.True(LocalAddresses.Contains(IPAddress.Parse(last)));
        if (outBefore) Assert.False(LocalAddresses.Contains(Beside(first, -1)), $"before {first}");
        if (outBehind) Assert.False(LocalAddresses.Contains(Beside(last, 1)), $"behind {last}");
    }

    [Theory]
    [InlineData("fe80::1%1")]
    [InlineData("::1")]
    [InlineData("::10.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("64:ff9b::c0a8:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("169.254.169.254")]
    public void Contains_LeadsIntoTheHouse_True(string address) => Assert.True(LocalAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    [InlineData("2002:101:101::1")]
    public void Contains_LeadsOut_False(string address) => Assert.False(LocalAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("2a02:8109:1:2::5", 64, "2a02:8109:1:2:ffff::9", true)]
    [InlineData("2a02:8109:1:2::5", 128, "2a02:8109:1:2:ffff::9", true)]
    [InlineData("2a02:8109:1:2::5", 64, "2a02:8109:1:3::9", false)]
    [InlineData("2a02:8109:1:2::5", 56, "2a02:8109:1:3::9", true)]
    [InlineData("2a02:8109:1:2::5", 0, "2606:4700::1111", false)]
    [InlineData("93.184.216.34", 24, "93.184.216.35", true)]
    [InlineData("93.184.216.34", 24, "::ffff:93.184.216.35", true)]
    [InlineData("93.184.216.34", 32, "93.184.216.35", false)]
    [InlineData("93.184.216.34", 0, "1.1.1.1", false)]
    public void Contain_AnAddressBesideOneOfThisMachine_IsLocal(string own, int prefixLength, string address, bool local) =>
        Assert.Equal(local, OwnNetworks.Contain([(IPAddress.Parse(own), prefixLength)], IPAddress.Parse(address)));

    [Fact]
    public void LeadInside_EveryAddressOfThisMachine_True()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address).ToList();

        Assert.NotEmpty(own);
        Assert.All(own, address => Assert.True(LocalAddresses.LeadInside(address), address.ToString()));
    }

    private static IPAddress Beside(string text, int step)
    {
        var bytes = IPAddress.Parse(text).GetAddressBytes();
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)(bytes[i] + step);
            if (bytes[i] != (step > 0 ? 0 : 0xFF)) break;
        }

        return new IPAddress(bytes);
    }
}
