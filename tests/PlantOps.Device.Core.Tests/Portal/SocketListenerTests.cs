using System.Net.Sockets;
using System.Text;
using PlantOps.Device.Core.Portal.Http;
using PlantOps.Device.Portal;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>The firmware's socket adapter, on real sockets.</summary>
public sealed class SocketListenerTests : IDisposable
{
    private readonly int _port = TestBroker.FreePort();
    private readonly SocketListener _listener;

    public SocketListenerTests()
    {
        _listener = new SocketListener("127.0.0.1", _port);
        Assert.True(_listener.Open());
    }

    public void Dispose() => _listener.Close();

    [Fact]
    public void Accept_Nobody_IsNullInTime() => Assert.Null(_listener.Accept(1));

    [Fact]
    public void Open_PortTaken_IsFalse() => Assert.False(new SocketListener("127.0.0.1", _port).Open());

    [Fact]
    public void Open_AfterClose_ListensAgain()
    {
        _listener.Close();
        Assert.Null(_listener.Accept(0));
        Assert.True(_listener.Open());
    }

    [Fact]
    public void Connection_BothWays_CarriesEveryByte()
    {
        using var phone = new TcpClient("127.0.0.1", _port);
        var connection = Accepted();
        Assert.False(connection.HasInput);
        var buffer = new byte[10];
        Assert.Equal(-1, connection.Read(buffer, 0, 10, 1));
        phone.Client.Send("hello"u8);
        Assert.Equal(5, connection.Read(buffer, 2, 8, 5000));
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 2, 5));
        Assert.True(connection.Write(buffer, 7));
        connection.Close();
        using var answer = new MemoryStream();
        phone.GetStream().CopyTo(answer);
        Assert.Equal(buffer[..7], answer.ToArray());
    }

    [Fact]
    public void Connection_PhoneHangsUp_IsInputOfNothing()
    {
        var phone = new TcpClient("127.0.0.1", _port);
        var connection = Accepted();
        phone.Dispose();
        Assert.Equal(0, connection.Read(new byte[10], 0, 10, 5000));
        Assert.True(connection.HasInput);
    }

    [Fact]
    public void Connection_PhoneResets_NeitherReadsNorThrows()
    {
        var phone = new TcpClient("127.0.0.1", _port) { LingerState = new LingerOption(true, 0) };
        var connection = Accepted();
        phone.Dispose();
        Assert.InRange(connection.Read(new byte[10], 0, 10, 5000), -1, 0);
        while (connection.Write(new byte[1000], 1000))
        {
        }

        connection.Close();
    }

    private IConnection Accepted()
    {
        var connection = _listener.Accept(5000);
        Assert.NotNull(connection);
        return connection;
    }
}
