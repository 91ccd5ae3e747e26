using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// The gateway's ports. They are taken before anything is made or opened, so that one that is in use leaves nothing behind,
/// and are handed to Kestrel when it is its turn.
/// </summary>
internal sealed class ListenPorts(IOptions<EndpointOptions> options) : IDisposable
{
    /// <summary>What the gateway reads ahead of a connection, whoever it is of.</summary>
    public const int MaxReadAheadBytes = 64 * 1024;

    // A connection whose other side is gone without a word, and that nobody asks for a keep-alive, ends all the same.
    private const int ProbeAfterSeconds = 120;
    private const int ProbeEverySeconds = 30;
    private const int Probes = 4;

    private readonly Dictionary<EndPoint, Socket> _taken = [];

    /// <exception cref="GatewayStartException">Some are in use; the message names each and its setting.</exception>
    /// <exception cref="SocketException">They cannot be used for another reason.</exception>
    public void Take()
    {
        var endpoints = options.Value;
        var inUse = endpoints.Ports
            .Where(entry => entry.Port == endpoints.BrokerAccessPort
                ? !TryTake(entry.Port, isLocal: false, endpoints.BrokerAccessListen)
                : !TryTake(entry.Port, entry.Port == endpoints.MqttPlainPort, endpoints.Listen))
            .ToList();
        if (inUse.Count == 0) return;
        var ports = string.Join(", ", inUse.Select(entry => $"{entry.Port} ({entry.Key})"));
        var where = endpoints.Listen?.ToString() ?? "this machine";
        throw new GatewayStartException(inUse.Count == 1
            ? $"Port {ports} is already in use on {where}. Stop what uses it, or choose another with --{inUse[0].Key} PORT."
            : $"Ports {ports} are already in use on {where}. Stop what uses them, or choose others, as with --{inUse[0].Key} PORT.");
    }

    /// <summary>
    /// The socket that was taken for an endpoint, or another one. A Unix socket is closed to others from the beginning.
    /// </summary>
    public Socket CreateSocket(EndPoint endpoint)
    {
        if (_taken.Remove(endpoint, out var taken)) return taken;
        if (endpoint is IPEndPoint) return Probing(endpoint);
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is UnixDomainSocketEndPoint && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(endpoint.ToString()!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return socket;
    }

    public void Dispose()
    {
        foreach (var socket in _taken.Values) socket.Dispose();
    }

    // The sockets that it accepts are probed like itself.
    private static Socket Probing(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ProbeAfterSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeEverySeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        return socket;
    }

    private bool TryTake(int port, bool isLocal, IPAddress? listen)
    {
        if (isLocal) return TryTake(IPAddress.Loopback, port) && TryTake(IPAddress.IPv6Loopback, port, isOptional: true);
        if (listen is not null) return TryTake(listen, port);
        return TryTake(IPAddress.IPv6Any, port, isOptional: true) && TryTake(IPAddress.Any, port, isOptional: true);
    }

    /// <param name="address">Where.</param>
    /// <param name="port">Which.</param>
    /// <param name="isOptional">Whether a machine may lack such addresses.</param>
    private bool TryTake(IPAddress address, int port, bool isOptional = false)
    {
        // That of all IPv6 addresses takes those of IPv4 too.
        if (address.Equals(IPAddress.Any) && _taken.ContainsKey(new IPEndPoint(IPAddress.IPv6Any, port))) return true;
        var endpoint = new IPEndPoint(address, port);
        Socket? socket = null;
        try
        {
            socket = Probing(endpoint);

            // Until somebody listens, another program can still bind to it.
            socket.Listen();
            _taken.Add(endpoint, socket);
            return true;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            var error = exception.SocketErrorCode;
            if (error == SocketError.AddressAlreadyInUse) return false;
            if (isOptional && error is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable) return true;
            throw;
        }
    }
}
