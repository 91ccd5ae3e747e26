using System.Net;
using System.Net.Sockets;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Hosting;

/// <summary>Where the gateway listens.</summary>
internal sealed class EndpointOptions
{
    /// <summary><c>Http:Port</c>: in the clear, for what a device needs before it can trust TLS.</summary>
    public int HttpPort { get; set; } = GatewaySettings.HttpPort.Value;

    /// <summary><c>Https:Port</c>: the API.</summary>
    public int HttpsPort { get; set; } = GatewaySettings.HttpsPort.Value;

    /// <summary><c>Mqtt:TlsPort</c>: the broker.</summary>
    public int MqttTlsPort { get; set; } = GatewaySettings.MqttTlsPort.Value;

    /// <summary><c>Mqtt:PlainPort</c>: the broker without TLS, on loopback only; 0 is off.</summary>
    public int MqttPlainPort { get; set; } = GatewaySettings.MqttPlainPort.Value;

    /// <summary>Whether devices connect to the gateway itself, not to a broker of its owner's: <c>Broker:Mode</c>.</summary>
    public bool HasBroker { get; set; } = true;

    /// <summary><c>Broker:AccessPort</c>: where a broker of the owner's asks who may connect; 0 is off.</summary>
    public int BrokerAccessPort { get; set; } = GatewaySettings.BrokerAccessPort.Value;

    /// <summary><c>Broker:AccessListen</c>.</summary>
    public IPAddress BrokerAccessListen { get; set; } = IPAddress.Loopback;

    /// <summary><c>MaxConnections</c>: how many each port takes at a time, 100 to 1,000,000; further ones are closed.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary><c>Listen</c>: the address to bind to; all of them by default.</summary>
    public IPAddress? Listen { get; set; }

    /// <summary>How the gateway is reached from this machine.</summary>
    public string Host => Listen switch
    {
        null => "localhost",
        { } any when any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any) => "localhost",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"[{address}]",
        { } address => address.ToString(),
    };

    /// <summary>Whether connections to <c>localhost</c> reach it.</summary>
    public bool HearsThisMachine => Listen is null || Listen.Equals(IPAddress.Any) || Listen.Equals(IPAddress.IPv6Any)
        || IPAddress.IsLoopback(Listen);

    /// <summary>Each port that is on, with the key that sets it.</summary>
    public IEnumerable<(string Key, int Port)> Ports =>
        new[]
        {
            (GatewaySettings.HttpPort.Key, HttpPort), (GatewaySettings.HttpsPort.Key, HttpsPort),
            (GatewaySettings.MqttTlsPort.Key, HasBroker ? MqttTlsPort : 0),
            (GatewaySettings.MqttPlainPort.Key, HasBroker ? MqttPlainPort : 0),
            (GatewaySettings.BrokerAccessPort.Key, BrokerAccessPort),
        }.Where(entry => entry.Item2 != 0);
}
