using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Stands between the gateway and its database, and can cut the connection when the gateway commits.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _server;
    private int _cuts;
    private int _cutting;

    public CuttingProxy(string server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were cut.</summary>
    public int Cuts => _cuts;

    /// <summary>The next COMMIT reaches the server, and its answer reaches nobody.</summary>
    public void CutAfterNextCommit() => Volatile.Write(ref _cutting, 1);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_server));
            using var server = new NetworkStream(socket);
            var cutting = false;
            var there = PumpAsync(client.GetStream(), server, sent =>
            {
                if (IsCommit(sent) && Interlocked.Exchange(ref _cutting, 0) == 1) Volatile.Write(ref cutting, true);
                return true;
            });
            // When the server answers it has committed.
            var back = PumpAsync(server, client.GetStream(), _ => !Volatile.Read(ref cutting));
            await Task.WhenAny(there, back);
            if (cutting) Interlocked.Increment(ref _cuts);
        }
    }

    private static bool IsCommit(ReadOnlyMemory<byte> sent) =>
        Encoding.Latin1.GetString(sent.Span).Contains("COMMIT\0", StringComparison.Ordinal);

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count && passes(buffer.AsMemory(0, count)))
                await to.WriteAsync(buffer.AsMemory(0, count));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One side is gone.
        }
    }
}
