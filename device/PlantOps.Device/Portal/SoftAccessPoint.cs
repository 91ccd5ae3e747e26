using System;
using System.Net;
using System.Net.NetworkInformation;
using Iot.Device.DhcpServer;
using Iot.Device.DnsServer;
using PlantOps.Device.Core.Portal;
using AuthenticationType = System.Net.NetworkInformation.AuthenticationType;

namespace PlantOps.Device.Portal;

/// <summary>
/// The ESP32's own access point. The CLR takes its configuration from the flash when it starts, so that one that is
/// new needs a restart; with the station enabled as well, which is the default, both share the radio.
/// </summary>
internal sealed class SoftAccessPoint : IAccessPoint, IDisposable
{
    /// <summary>Its address, which is also what every name leads to.</summary>
    public const string Address = "192.168.4.1";

    private const string Mask = "255.255.255.0";
    private const byte MaxPhones = 2;

    // The server forgets an expired lease wrongly (its list is read after the entry is gone); this is beyond any set-up.
    private const ushort LeaseS = ushort.MaxValue;

    private const WirelessAPConfiguration.ConfigurationOptions Opens =
        WirelessAPConfiguration.ConfigurationOptions.Enable | WirelessAPConfiguration.ConfigurationOptions.AutoStart;

    private DhcpServer? _dhcp;
    private DnsServer? _dns;

    public string Authority => Address;

    /// <summary>Whether the CLR opens it at each start.</summary>
    public static bool IsConfigured
    {
        get
        {
            NetworkInterface? network = Interface();
            return network != null
                && (ConfigurationOf(network).Options & WirelessAPConfiguration.ConfigurationOptions.Enable) != 0;
        }
    }

    public AccessPointState Open(string ssid)
    {
        NetworkInterface? network = Interface();
        if (network == null)
        {
            return AccessPointState.Failed;
        }

        WirelessAPConfiguration configuration = ConfigurationOf(network);
        if (configuration.Options != Opens || configuration.Ssid != ssid || network.IPv4Address != Address)
        {
            network.EnableStaticIPv4(Address, Mask, Address);
            configuration.Options = Opens;
            configuration.Ssid = ssid;
            configuration.Authentication = AuthenticationType.Open;
            configuration.Password = string.Empty;
            configuration.MaxConnections = MaxPhones;
            configuration.SaveConfiguration();
            return AccessPointState.RestartNeeded;
        }

        return StartServers() ? AccessPointState.Open : AccessPointState.Failed;
    }

    public void Close()
    {
        StopServers();
        NetworkInterface? network = Interface();
        if (network == null)
        {
            return;
        }

        WirelessAPConfiguration configuration = ConfigurationOf(network);
        if ((configuration.Options & WirelessAPConfiguration.ConfigurationOptions.Enable) != 0)
        {
            configuration.Options = WirelessAPConfiguration.ConfigurationOptions.Disable;
            configuration.SaveConfiguration();
        }
    }

    /// <summary>Stops what runs; what is on the flash stays.</summary>
    public void Dispose() => StopServers();

    private bool StartServers()
    {
        IPAddress address = IPAddress.Parse(Address);
        _dhcp = new DhcpServer
        {
            // RFC 8910: the address of the captive portal API; a phone that does not know it asks its probes.
            CaptivePortalUrl = string.Concat("http://", Address, "/captive"),
            Gateway = address,
            DnsServer = address,
        };
        _dns = new DnsServer(address, new[] { new DnsEntry("*", address) });
        bool started = _dhcp.Start(address, IPAddress.Parse(Mask), LeaseS) && _dns.Start();
        if (!started)
        {
            StopServers();
        }

        return started;
    }

    private void StopServers()
    {
        _dhcp?.Stop();
        _dns?.Stop();
        _dhcp = null;
        _dns = null;
    }

    private static WirelessAPConfiguration ConfigurationOf(NetworkInterface network) =>
        WirelessAPConfiguration.GetAllWirelessAPConfigurations()[network.SpecificConfigId];

    private static NetworkInterface? Interface()
    {
        foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (network.NetworkInterfaceType == NetworkInterfaceType.WirelessAP)
            {
                return network;
            }
        }

        return null;
    }
}
