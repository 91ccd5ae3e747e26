using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace PlantOps.Device.Core.Tests;

/// <summary>A real broker with TLS on a port of its own, which takes the password <c>right</c>.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly TestCa _ca;
    private readonly TestCa? _ownCa;
    private readonly X509Certificate2 _certificate;

    /// <param name="ca">Who signs its certificate; a CA of its own where there is none.</param>
    /// <param name="port">Where it listens; a free port where that is 0.</param>
    public TestBroker(TestCa? ca = null, int port = 0)
    {
        _ca = ca ?? (_ownCa = new TestCa());
        Port = port > 0 ? port : FreePort();
        _certificate = _ca.ServerCertificate("localhost");
        Server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithoutDefaultEndpoint().WithEncryptedEndpoint()
            .WithEncryptedEndpointPort(Port).WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptionCertificate(_certificate).Build());
        Server.ValidatingConnectionAsync += e =>
        {
            if (e.Password != "right") e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
    }

    public int Port { get; }

    public string CaPem => _ca.Pem;

    public MqttServer Server { get; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(new MqttServerStopOptions());
        Server.Dispose();
        _certificate.Dispose();
        _ownCa?.Dispose();
    }
}
