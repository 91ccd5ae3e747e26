using System.Net;
using System.Net.Sockets;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Hosting;

/// <summary>Where the gateway listens.</summary>
internal sealed class EndpointOptions
{
    public static readonly Setting ListenSetting = new(
        "Listen", "all addresses", "IP address", "Address to bind to.") { IsCommon = true };

    public static readonly NumberSetting HttpPortSetting =
        NumberSetting.Port(
            "Http:Port", 8080,
            "CA certificate, clock, health, a page for phones, and pages for this machine; all else is sent to HTTPS.")
            with { IsCommon = true };

    public static readonly NumberSetting HttpsPortSetting = NumberSetting.Port("Https:Port", 8443, "Pages and API.") with
    {
        IsCommon = true,
    };

    public static readonly NumberSetting MqttTlsPortSetting = NumberSetting.Port("Mqtt:TlsPort", 8883, "Broker.") with
    {
        IsCommon = true,
    };

    public static readonly NumberSetting MqttPlainPortSetting =
        NumberSetting.Port("Mqtt:PlainPort", 0, "Broker without TLS, on loopback only.", zero: "off") with { IsCommon = true };

    public static readonly NumberSetting BrokerAccessPortSetting = NumberSetting.Port(
        "Broker:AccessPort", 0, "Where a broker of yours asks who may connect and use which topic (docs/fleet.md).", zero: "off");

    public static readonly Setting BrokerAccessListenSetting = new(
        "Broker:AccessListen", "127.0.0.1", "IP address",
        "Address of Broker:AccessPort; with TLS where it is not this machine's alone.");

    public static readonly NumberSetting MaxConnectionsSetting = new(
        "MaxConnections", 10_000, 100, 1_000_000, "connections", "How many connections each port takes at a time.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        ListenSetting, HttpPortSetting, HttpsPortSetting, MqttTlsPortSetting, MqttPlainPortSetting,
        BrokerAccessPortSetting, BrokerAccessListenSetting, MaxConnectionsSetting,
    ];

    /// <summary><c>Http:Port</c>: in the clear, for what a device needs before it can trust TLS.</summary>
    public int HttpPort { get; set; } = HttpPortSetting.Value;

    /// <summary><c>Https:Port</c>: the API.</summary>
    public int HttpsPort { get; set; } = HttpsPortSetting.Value;

    /// <summary><c>Mqtt:TlsPort</c>: the broker.</summary>
    public int MqttTlsPort { get; set; } = MqttTlsPortSetting.Value;

    /// <summary><c>Mqtt:PlainPort</c>: the broker without TLS, on loopback only; 0 is off.</summary>
    public int MqttPlainPort { get; set; } = MqttPlainPortSetting.Value;

    /// <summary>Whether devices connect to the gateway itself, not to a broker of its owner's: <c>Broker:Mode</c>.</summary>
    public bool HasBroker { get; set; } = true;

    /// <summary><c>Broker:AccessPort</c>: where a broker of the owner's asks who may connect; 0 is off.</summary>
    public int BrokerAccessPort { get; set; } = BrokerAccessPortSetting.Value;

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
            (HttpPortSetting.Key, HttpPort), (HttpsPortSetting.Key, HttpsPort),
            (MqttTlsPortSetting.Key, HasBroker ? MqttTlsPort : 0),
            (MqttPlainPortSetting.Key, HasBroker ? MqttPlainPort : 0),
            (BrokerAccessPortSetting.Key, BrokerAccessPort),
        }.Where(entry => entry.Item2 != 0);
}
