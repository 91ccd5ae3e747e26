using System.Net;
using Microsoft.AspNetCore.Connections;
using PlantOps.Gateway.Broker.Embedded;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class PendingConnectionsTests
{
    private readonly List<int> _ended = [];
    private int _opened;

    [Fact]
    public void Add_AboveTheLimitOfAnAddress_EndsTheOldestOfThatAddressAndNotTheNewOne()
    {
        var connections = new PendingConnections(maxPerAddress: 2, maxInAll: 100);
        Open(connections, "192.0.2.9");
        for (var i = 0; i < 3; i++) Open(connections, "192.0.2.1");

        Assert.Equal([1], _ended);
        Assert.Equal(3, connections.Count);
    }

    [Fact]
    public void Add_AboveTheLimitOfAll_EndsTheOldestOfAll()
    {
        var connections = new PendingConnections(maxPerAddress: 2, maxInAll: 3);
        for (var i = 1; i < 5; i++) Open(connections, $"192.0.2.{i}");

        Assert.Equal([0], _ended);
        Assert.Equal(3, connections.Count);
    }

    [Fact]
    public void Add_AboveTheLimitOfAll_EndsTheOldestOfTheAddressWithMost()
    {
        var connections = new PendingConnections(maxPerAddress: 3, maxInAll: 6);
        Open(connections, "192.0.2.1");
        for (var i = 0; i < 3; i++) Open(connections, "192.0.2.2");
        for (var i = 0; i < 2; i++) Open(connections, "192.0.2.3");

        for (var i = 0; i < 3; i++) Open(connections, "192.0.2.3");

        Assert.Equal([1, 4, 5], _ended);
        Assert.Equal(6, connections.Count);
    }

    [Fact]
    public void Add_FromOneIPv6Network_CountsAsOneAddress()
    {
        var connections = new PendingConnections(maxPerAddress: 2, maxInAll: 100);
        for (var i = 1; i < 5; i++) Open(connections, $"2001:db8::{i}");

        Assert.Equal([0, 1], _ended);
    }

    [Fact]
    public void Release_OfOneThatLoggedIn_KeepsItFromBeingEnded()
    {
        var connections = new PendingConnections(maxPerAddress: 1, maxInAll: 100);
        var first = Open(connections, "192.0.2.1");
        first.Release();
        first.Release();
        Open(connections, "192.0.2.1");

        Assert.Empty(_ended);
        Assert.Equal(1, connections.Count);
    }

    [Fact]
    public void Add_ByAThousandDevicesBehindOneAddress_EndsNone()
    {
        var connections = new PendingConnections();
        for (var i = 0; i < 1000; i++) Open(connections, "192.0.2.1");

        Assert.Empty(_ended);
    }

    private PendingConnection Open(PendingConnections connections, string address) =>
        connections.Add(new Connection(_opened++, address, _ended));

    private sealed class Connection : DefaultConnectionContext
    {
        private readonly int _number;
        private readonly List<int> _ended;

        public Connection(int number, string address, List<int> ended)
        {
            (_number, _ended) = (number, ended);
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 1);
        }

        public override void Abort(ConnectionAbortedException abortReason) => _ended.Add(_number);
    }
}
