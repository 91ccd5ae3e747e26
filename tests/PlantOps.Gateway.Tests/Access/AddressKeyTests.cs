using System.Net;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Access;

public sealed class AddressKeyTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    public void Of_AnAddress_IsWhatItsHostCannotChange(string address, string key) =>
        Assert.Equal(key, AddressKey.Of(IPAddress.Parse(address)));

    [Fact]
    public void Of_NoAddress_IsLocal() => Assert.Equal("local", AddressKey.Of(null));
}
