using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.App;

/// <summary>Tells Kestrel where to listen.</summary>
internal static class GatewayListeners
{
    /// <summary>
    /// Adds the endpoints. Called once the settings are checked and the data directory is locked, so that a socket
    /// file left there belongs to nobody.
    /// </summary>
    public static void AddEndpoints(IServiceProvider services)
    {
        var kestrel = services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        var endpoints = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        kestrel.AddServerHeader = false;
        HttpLimits.Apply(kestrel.Limits);
        kestrel.Limits.MaxConcurrentConnections = endpoints.MaxConnections;
        kestrel.Listen(endpoints, endpoints.HttpPort, listen =>
        {
            listen.UseConnectionLimit();
            listen.Mark(Listener.Plain);
        });
        kestrel.Listen(endpoints, endpoints.HttpsPort, listen =>
        {
            listen.UseConnectionLimit();
            listen.Mark(Listener.Https);
            listen.UseBrowserTls(
                services.GetRequiredService<ServerCertificates>(), services.GetRequiredService<OwnCertificate>());
        });
        if (endpoints.HasBroker) kestrel.ListenForDevices(endpoints, services);
        if (endpoints.BrokerAccessPort > 0) kestrel.ListenForTheBroker(endpoints, services);
        kestrel.ListenLocally(services.GetRequiredService<DataDirectory>());
    }

    // What the broker asks has passwords in it: beyond this machine they are encrypted.
    private static void ListenForTheBroker(
        this KestrelServerOptions kestrel, EndpointOptions endpoints, IServiceProvider services) =>
        kestrel.Listen(endpoints.BrokerAccessListen, endpoints.BrokerAccessPort, listen =>
        {
            listen.UseConnectionLimit();
            listen.Protocols = HttpProtocols.Http1;
            listen.Mark(Listener.Broker);
            if (!IPAddress.IsLoopback(endpoints.BrokerAccessListen))
                listen.UseGatewayTls(services.GetRequiredService<ServerCertificates>(), [SslApplicationProtocol.Http11]);
        });

    private static void ListenLocally(this KestrelServerOptions kestrel, DataDirectory directory)
    {
        var path = LocalSocket.PathIn(directory.Path);
        File.Delete(path);
        kestrel.ListenUnixSocket(path, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Mark(Listener.Local);
        });
    }
}
