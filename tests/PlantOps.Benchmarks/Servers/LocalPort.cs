using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PlantOps.Benchmarks.Servers;

/// <summary>Ports on loopback that nobody listens on.</summary>
internal static class LocalPort
{
    // Below the range that outgoing connections are given ports from: one of thousands could take it in between.
    private const int First = 20_000;
    private const int End = 32_000;

    // Each is given once: between two calls nobody listens there yet.
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            if (!Given.TryAdd(port, true)) continue;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one will do.
            }
        }
    }

    public static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
