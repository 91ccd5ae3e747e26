using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>
/// Connects to where messages go. The address is checked that is connected to: a name that was harmless when it was
/// checked can be an address of the local network a moment later.
/// </summary>
internal sealed class TargetConnector(IOptions<NotificationOptions> options)
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly bool _allowLocal = options.Value.AllowLocalTargets;

    /// <summary>What HTTP goes over. No redirects: they would lead elsewhere. No proxy: it would connect in our place.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectCallback = async (context, cancellationToken) =>
            new NetworkStream(
                await Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true),
    };

    /// <exception cref="LocalTargetException">It is in the local network, and that is not allowed.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public Task<Socket> Connect(string host, int port, CancellationToken cancellationToken) => Connect(
        host, port, address => _allowLocal || !LocalAddresses.LeadInside(address), LocalTargetException.Reason,
        cancellationToken);

    /// <summary>The same for whoever allows others.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">There.</param>
    /// <param name="isAllowed">Of the address that is connected to.</param>
    /// <param name="refusal">What to say of a host none of whose addresses is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LocalTargetException">None of its addresses is allowed.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<Socket> Connect(
        string host, int port, Predicate<IPAddress> isAllowed, Func<string, string> refusal, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(addresses, isAllowed);
        if (allowed.Length == 0 && addresses.Length > 0) throw new LocalTargetException(refusal(host));
        for (var i = 0; ; i++)
        {
            if (i == allowed.Length) throw new SocketException((int)SocketError.HostNotFound);
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(allowed[i], port), cancellationToken);
                return socket;
            }
            catch (SocketException) when (i < allowed.Length - 1)
            {
                // A name often has an IPv6 address where there is no IPv6.
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
