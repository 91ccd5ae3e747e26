using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlantOps.Gateway.Hosting;

internal static class KestrelListening
{
    /// <summary>Listens on the configured address, or on all of them.</summary>
    public static void Listen(
        this KestrelServerOptions kestrel, EndpointOptions endpoints, int port, Action<ListenOptions> configure)
    {
        if (endpoints.Listen is { } address)
        {
            kestrel.Listen(address, port, configure);
        }
        else
        {
            kestrel.ListenAnyIP(port, configure);
        }
    }
}
