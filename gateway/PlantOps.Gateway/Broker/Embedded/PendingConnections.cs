using System.Net;
using Microsoft.AspNetCore.Connections;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// The connections that have not logged in. When there are too many, the oldest of the same address ends, and not the new
/// one: a device logs in within a moment, so strangers who hold connections open, or open many, do not shut it out. Where all
/// addresses together have too many, the one with most loses its oldest: its own, and not those of a device elsewhere.
/// </summary>
internal sealed class PendingConnections(
    int maxPerAddress = PendingConnections.DefaultPerAddress, int maxInAll = PendingConnections.DefaultInAll)
{
    /// <summary>A greenhouse of 1,000 devices behind one address comes back at once after a power cut.</summary>
    public const int DefaultPerAddress = 1200;

    public const int DefaultInAll = 2400;

    private readonly Lock _gate = new();

    // Each oldest first.
    private readonly Dictionary<string, LinkedList<PendingConnection>> _byAddress = [];
    private long _opened;
    private int _count;

    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Counts a connection until it logs in or ends; may end the oldest one.</summary>
    public PendingConnection Add(ConnectionContext connection)
    {
        var address = AddressKey.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        var pending = new PendingConnection(this, connection, address);
        PendingConnection? oldest = null;
        lock (_gate)
        {
            if (!_byAddress.TryGetValue(address, out var ofAddress)) _byAddress[address] = ofAddress = [];
            if (ofAddress.Count >= maxPerAddress) oldest = ofAddress.First!.Value;
            else if (_count >= maxInAll) oldest = OldestOfMost();
            if (oldest is not null) Unlink(oldest);
            if (ofAddress.Count == 0) _byAddress[address] = ofAddress;
            _count++;
            pending.Number = _opened++;
            pending.OfAddress = ofAddress.AddLast(pending);
        }

        oldest?.End();
        return pending;
    }

    public void Remove(PendingConnection pending)
    {
        lock (_gate) Unlink(pending);
    }

    private void Unlink(PendingConnection pending)
    {
        if (pending.OfAddress is not { List: { } ofAddress } node) return;
        _count--;
        ofAddress.Remove(node);
        if (ofAddress.Count == 0) _byAddress.Remove(pending.Address);
        pending.OfAddress = null;
    }

    private PendingConnection OldestOfMost() =>
        _byAddress.Values.Where(list => list.Count > 0).MaxBy(list => (list.Count, -list.First!.Value.Number))!.First!.Value;
}

/// <summary>A connection that has not logged in yet; a feature of it.</summary>
internal sealed class PendingConnection(PendingConnections all, ConnectionContext connection, string address)
{
    public string Address { get; } = address;

    public LinkedListNode<PendingConnection>? OfAddress { get; set; }

    /// <summary>Counted from the start: the smaller one is older.</summary>
    public long Number { get; set; }

    /// <summary>It has logged in, or is over.</summary>
    public void Release() => all.Remove(this);

    public void End() => connection.Abort(new ConnectionAbortedException("Too many connections that have not logged in."));
}
