using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// How many connections an endpoint holds: of all strangers together, of each of their addresses, and, apart from those,
/// of this machine. At its limit an address gives up the connection that has been without a request for longest, so that
/// whoever holds connections open is in the way of nobody who comes later. Where all strangers together are too many, the
/// address with most of them gives one up. Only where each has a request under way the new one is refused.
/// </summary>
internal sealed class ConnectionLimit(ConnectionLimits limits)
{
    private const string ThisMachine = "";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Caller> _callers = [];
    private long _turns;
    private int _ofStrangers;

    /// <summary>Counts a connection until it leaves; null where there is no place for it. May end another one.</summary>
    public LimitedConnection? Enter(ConnectionContext connection)
    {
        var key = KeyOf(connection.RemoteEndPoint);
        LimitedConnection? replaced = null;
        LimitedConnection entered;
        lock (_gate)
        {
            if (IsFull(key))
            {
                replaced = LongestIdle(key);
                if (replaced is null) return null;
                Remove(replaced);
            }

            if (!_callers.TryGetValue(key, out var caller)) _callers[key] = caller = new Caller(key);
            entered = new LimitedConnection(this, connection, caller);
            caller.Connections++;
            if (key != ThisMachine) _ofStrangers++;
            Rest(entered);
        }

        replaced?.End();
        return entered;
    }

    /// <summary>A request of the connection begins: it keeps its place until the request is over.</summary>
    public void Begin(LimitedConnection connection)
    {
        lock (_gate)
        {
            if (connection.IsOver) return;
            if (connection.Requests++ == 0) connection.Caller.Idle.Remove(connection.Node);
        }
    }

    public void Finish(LimitedConnection connection)
    {
        lock (_gate)
        {
            if (connection.IsOver) return;
            if (--connection.Requests == 0) Rest(connection);
        }
    }

    public void Leave(LimitedConnection connection)
    {
        lock (_gate)
        {
            if (!connection.IsOver) Remove(connection);
        }
    }

    private bool IsFull(string key)
    {
        var own = _callers.GetValueOrDefault(key)?.Connections ?? 0;
        return key == ThisMachine ? own >= limits.InAll : own >= limits.OfAnAddress || _ofStrangers >= limits.InAll;
    }

    private LimitedConnection? LongestIdle(string key)
    {
        var caller = _callers.GetValueOrDefault(key);
        if (key == ThisMachine || caller?.Connections >= limits.OfAnAddress) return caller?.Idle.First?.Value;

        // Nobody loses a connection to an address that has more than they.
        var own = caller?.Connections ?? 0;
        return _callers.Values
            .Where(other => other.Key != ThisMachine && other.Connections >= own && other.Idle.Count > 0)
            .MaxBy(other => (other.Connections, -other.Idle.First!.Value.IdleSince))?.Idle.First?.Value;
    }

    private void Rest(LimitedConnection connection)
    {
        connection.IdleSince = _turns++;
        connection.Caller.Idle.AddLast(connection.Node);
    }

    private void Remove(LimitedConnection connection)
    {
        var caller = connection.Caller;
        connection.IsOver = true;
        if (connection.Requests == 0) caller.Idle.Remove(connection.Node);
        if (--caller.Connections == 0) _callers.Remove(caller.Key);
        if (caller.Key != ThisMachine) _ofStrangers--;
    }

    private static string KeyOf(EndPoint? from) =>
        from is IPEndPoint { Address: var address } && !address.IsThisMachine() ? AddressKey.Of(address) : ThisMachine;

    /// <summary>An address and its connections; the idle ones in the order in which they became so.</summary>
    internal sealed class Caller(string key)
    {
        public string Key { get; } = key;

        public int Connections { get; set; }

        public LinkedList<LimitedConnection> Idle { get; } = [];
    }
}

/// <summary>How many connections each HTTP port holds.</summary>
/// <param name="InAll">Of strangers together, and as many more of this machine.</param>
/// <param name="OfAnAddress">Of one address of a stranger.</param>
internal sealed record ConnectionLimits(int InAll, int OfAnAddress)
{
    public static readonly ConnectionLimits Default = new(HttpLimits.MaxConnections, HttpLimits.MaxConnectionsOfAnAddress);
}

/// <summary>A connection that is counted; a feature of it. What changes is the limit's, under its lock.</summary>
internal sealed class LimitedConnection
{
    private readonly ConnectionLimit _limit;
    private readonly ConnectionContext _connection;

    public LimitedConnection(ConnectionLimit limit, ConnectionContext connection, ConnectionLimit.Caller caller)
    {
        (_limit, _connection, Caller) = (limit, connection, caller);
        Node = new LinkedListNode<LimitedConnection>(this);
    }

    public ConnectionLimit.Caller Caller { get; }

    public LinkedListNode<LimitedConnection> Node { get; }

    public long IdleSince { get; set; }

    /// <summary>How many are under way; HTTP/2 has many at a time.</summary>
    public int Requests { get; set; }

    /// <summary>It is not counted any more.</summary>
    public bool IsOver { get; set; }

    public void Begin() => _limit.Begin(this);

    public void Finish() => _limit.Finish(this);

    public void Leave() => _limit.Leave(this);

    public void End() =>
        _connection.Abort(new ConnectionAbortedException("Another connection takes the place of this idle one."));
}

internal static class ConnectionLimitExtensions
{
    public static void UseConnectionLimit(this ListenOptions listen)
    {
        var limit = new ConnectionLimit(listen.ApplicationServices.GetRequiredService<ConnectionLimits>());
        listen.Use(next => connection =>
            limit.Enter(connection) is { } entered ? Serve(entered, next, connection) : Refuse(connection));
    }

    /// <summary>Says which connections have a request under way. Must come first: nothing of a request is idle.</summary>
    public static void UseRequestsUnderWay(this IApplicationBuilder app) => app.Use(next => context =>
        context.Features.Get<LimitedConnection>() is { } connection ? ServeRequest(connection, next, context) : next(context));

    private static async Task Serve(LimitedConnection entered, ConnectionDelegate next, ConnectionContext connection)
    {
        connection.Features.Set(entered);
        try
        {
            await next(connection);
        }
        finally
        {
            entered.Leave();
        }
    }

    private static async Task ServeRequest(LimitedConnection connection, RequestDelegate next, HttpContext context)
    {
        connection.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            connection.Finish();
        }
    }

    private static Task Refuse(ConnectionContext connection)
    {
        connection.Abort(new ConnectionAbortedException("There are too many connections."));
        return Task.CompletedTask;
    }
}
