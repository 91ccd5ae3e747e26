using System.Net;

namespace PlantOps.Gateway.Operations.Hosting;

/// <summary>Where the gateway listens.</summary>
internal sealed class EndpointOptions
{
    /// <summary><c>Http:Port</c>: in the clear, for what a device needs before it can trust TLS.</summary>
    public int HttpPort { get; set; } = 8080;

    /// <summary><c>Https:Port</c>: the API.</summary>
    public int HttpsPort { get; set; } = 8443;

    /// <summary><c>Mqtt:TlsPort</c>: the broker.</summary>
    public int MqttTlsPort { get; set; } = 8883;

    /// <summary><c>Mqtt:PlainPort</c>: the broker without TLS, on loopback only; 0 is off.</summary>
    public int MqttPlainPort { get; set; }

    /// <summary><c>MaxConnections</c>: how many each port takes at a time, 100 to 1,000,000; further ones are closed.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary><c>Listen</c>: the address to bind to; all of them by default.</summary>
    public IPAddress? Listen { get; set; }

    /// <summary>Each port that is on, with the key that sets it.</summary>
    public IEnumerable<(string Key, int Port)> Ports =>
        new[]
        {
            ("Http:Port", HttpPort), ("Https:Port", HttpsPort), ("Mqtt:TlsPort", MqttTlsPort), ("Mqtt:PlainPort", MqttPlainPort),
        }.Where(entry => entry.Item2 != 0);
}
