using System.Net.Sockets;
using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Portal;

/// <summary>A phone's connection over a socket.</summary>
internal sealed class SocketConnection : IConnection
{
    private const int SendTimeoutMs = 5000;
    private const int MicrosecondsPerMs = 1000;

    private readonly Socket _socket;

    public SocketConnection(Socket socket)
    {
        _socket = socket;
        _socket.SendTimeout = SendTimeoutMs;
    }

    public bool HasInput => IsReadable(0);

    public int Read(byte[] into, int offset, int count, int timeoutMs)
    {
        if (!IsReadable(timeoutMs))
        {
            return -1;
        }

        try
        {
            return _socket.Receive(into, offset, count, SocketFlags.None);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    public bool Write(byte[] data, int count)
    {
        try
        {
            // A send may take less than it is given.
            int sent = 0;
            while (sent < count)
            {
                int taken = _socket.Send(data, sent, count - sent, SocketFlags.None);
                if (taken <= 0)
                {
                    return false;
                }

                sent += taken;
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Close() => _socket.Close();

    private bool IsReadable(int timeoutMs)
    {
        try
        {
            return _socket.Poll(timeoutMs * MicrosecondsPerMs, SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            // Reading will tell why.
            return true;
        }
    }
}
