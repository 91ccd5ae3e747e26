using System.Collections;
using System.Net;
using Microsoft.Extensions.Logging;
using PlantOps.Device.StandIns.Board;

namespace Iot.Device.DnsServer;

/// <summary>nanoFramework.IoT.Device's DNS server: it notes what it was told and answers nobody.</summary>
public class DnsServer : IDisposable
{
    public DnsServer(IPAddress serverAddress, DnsEntry[] dnsEntries, ILogger? logger = null)
    {
        ServerAddress = serverAddress;
        foreach (var entry in dnsEntries) DnsEntries.Add(entry.Name, entry.Address);
    }

    public IPAddress ServerAddress { get; }

    public Hashtable DnsEntries { get; } = [];

    /// <exception cref="InvalidOperationException">There is no entry.</exception>
    public bool Start()
    {
        if (DnsEntries.Count == 0) throw new InvalidOperationException();

        SimulatedAccessPoint.Current.Dns = this;
        return true;
    }

    public void Stop() => SimulatedAccessPoint.Current.Dns = null;

    public void Dispose()
    {
        Stop();
        GC.SuppressFinalize(this);
    }
}
