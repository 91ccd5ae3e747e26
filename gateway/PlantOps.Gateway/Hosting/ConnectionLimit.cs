using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// How many connections an endpoint holds: of all strangers together, of each of their addresses, and, apart from those,
/// of this machine. One too many is closed before anything is read from it.
/// </summary>
internal sealed class ConnectionLimit(int most, int mostOfAnAddress)
{
    private const string ThisMachine = "";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byAddress = [];
    private int _ofStrangers;

    public bool TryEnter(EndPoint? from)
    {
        var key = KeyOf(from);
        lock (_gate)
        {
            var mine = _byAddress.GetValueOrDefault(key);
            if (key == ThisMachine ? mine >= most : mine >= mostOfAnAddress || _ofStrangers >= most) return false;
            _byAddress[key] = mine + 1;
            if (key != ThisMachine) _ofStrangers++;
            return true;
        }
    }

    public void Leave(EndPoint? from)
    {
        var key = KeyOf(from);
        lock (_gate)
        {
            if (--_byAddress[key] == 0) _byAddress.Remove(key);
            if (key != ThisMachine) _ofStrangers--;
        }
    }

    private static string KeyOf(EndPoint? from) =>
        from is IPEndPoint { Address: var address } && !address.IsThisMachine() ? AddressKey.Of(address) : ThisMachine;
}

internal static class ConnectionLimitExtensions
{
    public static void UseConnectionLimit(this ListenOptions listen)
    {
        var limit = new ConnectionLimit(HttpLimits.MaxConnections, HttpLimits.MaxConnectionsOfAnAddress);
        listen.Use(next => connection =>
            limit.TryEnter(connection.RemoteEndPoint) ? Serve(limit, next, connection) : Refuse(connection));
    }

    private static async Task Serve(ConnectionLimit limit, ConnectionDelegate next, ConnectionContext connection)
    {
        try
        {
            await next(connection);
        }
        finally
        {
            limit.Leave(connection.RemoteEndPoint);
        }
    }

    private static Task Refuse(ConnectionContext connection)
    {
        connection.Abort(new ConnectionAbortedException("There are too many connections."));
        return Task.CompletedTask;
    }
}
