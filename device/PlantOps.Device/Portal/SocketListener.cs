using System.Net;
using System.Net.Sockets;
using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Portal;

/// <summary>Listens with a plain socket. The library's HTTP listener would keep a thread and buffers for each request.</summary>
internal sealed class SocketListener : IListener
{
    private const int Backlog = 4;
    private const int MicrosecondsPerMs = 1000;

    private readonly IPAddress _address;
    private readonly int _port;
    private Socket? _socket;

    public SocketListener(string address, int port)
    {
        _address = IPAddress.Parse(address);
        _port = port;
    }

    public bool Open()
    {
        Close();
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(_address, _port));
            socket.Listen(Backlog);
            _socket = socket;
            return true;
        }
        catch (SocketException)
        {
            socket.Close();
            return false;
        }
    }

    public IConnection? Accept(int timeoutMs)
    {
        Socket? socket = _socket;
        try
        {
            return socket != null && socket.Poll(timeoutMs * MicrosecondsPerMs, SelectMode.SelectRead)
                ? new SocketConnection(socket.Accept())
                : null;
        }
        catch (SocketException)
        {
            // It hung up again before it was let in, or the interface has gone: the next turn will tell.
            return null;
        }
    }

    public void Close()
    {
        if (_socket != null)
        {
            _socket.Close();
            _socket = null;
        }
    }
}
