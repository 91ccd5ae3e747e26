using System.Net;

namespace Iot.Device.DnsServer;

public class DnsEntry(string name, IPAddress address)
{
    public string Name { get; } = name;

    public IPAddress Address { get; } = address;
}
