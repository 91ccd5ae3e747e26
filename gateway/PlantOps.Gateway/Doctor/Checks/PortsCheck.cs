using System.Net;
using System.Net.Sockets;
using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>
/// The gateway's ports: free where it is to start, and answering at the machine's own address in the network where it runs.
/// What lies between that address and a device, like a router that keeps guests apart, cannot be seen from here.
/// </summary>
internal sealed class PortsCheck(EndpointOptions endpoints, bool isRunning) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Name => CheckNames.Ports;

    public async Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken)
    {
        var ports = endpoints.Ports.Where(entry => entry.Port != endpoints.MqttPlainPort).ToList();
        var states = new List<PortFact>();
        foreach (var (key, port) in ports) states.Add(isRunning ? await Ask(key, port, cancellationToken) : Try(key, port));
        return [.. Judge(new PortFacts(states, endpoints.Listen is { } address && IPAddress.IsLoopback(address)))];
    }

    public static IEnumerable<Finding> Judge(PortFacts facts)
    {
        foreach (var port in facts.Ports)
        {
            var key = FindingValue.Open(port.Key);
            switch (port.State)
            {
                case PortState.Taken: yield return new Finding(FaultKind.PortTaken, port.Port, key, port.Owner ?? "?"); break;
                case PortState.Denied: yield return new Finding(FaultKind.PortDenied, port.Port, key); break;
                case PortState.Unreachable: yield return new Finding(
                    FaultKind.PortUnreachable, port.Port, key, port.Address ?? "?"); break;
            }
        }

        if (facts.IsLoopbackOnly) yield return new Finding(FaultKind.LoopbackOnly);
    }

    // By the address that devices use, not by loopback, for which firewalls make an exception. Brackets are for addresses in
    // URLs.
    private async Task<PortFact> Ask(string key, int port, CancellationToken cancellationToken)
    {
        var host = (LanAddress.Of(endpoints.Listen) ?? endpoints.Host).Trim('[', ']');
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, patience.Token);
            return new PortFact(key, port, PortState.Fine);
        }
        catch (Exception exception) when (
            exception is SocketException ||
                (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new PortFact(key, port, PortState.Unreachable) { Address = host };
        }
    }

    private PortFact Try(string key, int port)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            var any = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
            using var bound = endpoints.Listen is { } listen
                ? new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : null;
            (bound ?? socket).Bind(new IPEndPoint(endpoints.Listen ?? any, port));
            (bound ?? socket).Listen();
            return new PortFact(key, port, PortState.Fine);
        }
        catch (SocketException exception) when (
            exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            var isTaken = exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
            return new PortFact(key, port, isTaken ? PortState.Taken : PortState.Denied) { Owner = isTaken ? PortOwner.Of(port)
                : null };
        }
    }
}

/// <summary>How a port is.</summary>
internal enum PortState
{
    /// <summary>It can be taken, or answers.</summary>
    Fine,

    /// <summary>Another program has it.</summary>
    Taken,

    /// <summary>This user may not have it.</summary>
    Denied,

    /// <summary>It does not answer at the machine's own address.</summary>
    Unreachable,
}

/// <summary>One port.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Port">Its number.</param>
/// <param name="State">How it is.</param>
internal sealed record PortFact(string Key, int Port, PortState State)
{
    /// <summary>The program that has it, where that can be seen.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it was asked.</summary>
    public string? Address { get; init; }
}

/// <summary>All of them.</summary>
/// <param name="Ports">Each that others reach.</param>
/// <param name="IsLoopbackOnly">Whether only this machine reaches them.</param>
internal sealed record PortFacts(IReadOnlyList<PortFact> Ports, bool IsLoopbackOnly);
