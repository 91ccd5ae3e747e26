namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>Where a gateway listens. Several at the same ports of other loopback addresses are machines of a fleet.</summary>
internal sealed record GatewayEndpoint(string Address, int Http, int Https, int Mqtt, int PlainMqtt)
{
    public static GatewayEndpoint OnFreePorts() => new(
        "127.0.0.1", GatewayProcess.FreePort(), GatewayProcess.FreePort(), GatewayProcess.FreePort(), GatewayProcess.FreePort());

    /// <summary>The same ports of another address; what is for this machine only stays where it is.</summary>
    public GatewayEndpoint At(string address) => this with { Address = address, PlainMqtt = 0 };
}
