using System.Diagnostics;
using System.Net.Sockets;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>Somebody else's broker.</summary>
internal sealed class MosquittoServer : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    private MosquittoServer()
    {
        Component.Need("mosquitto");
        Port = GatewayHost.FreePorts(1)[0];
        var configuration = Path.Combine(_directory.Path, "mosquitto.conf");

        // As root it would become another user, who cannot read the directory.
        File.WriteAllText(configuration, $"""
            user {Environment.UserName}
            allow_anonymous true
            log_dest none
            set_tcp_nodelay true
            listener {Port} 127.0.0.1

            """);
        _process = Process.Start("/usr/sbin/mosquitto", ["-c", configuration]);
    }

    public int Port { get; }

    public static async Task<MosquittoServer> StartedAsync()
    {
        var server = new MosquittoServer();
        using var deadline = new CancellationTokenSource(Timeout);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await server.AcceptsAsync()) await beat.WaitForNextTickAsync(deadline.Token);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }

    private async Task<bool> AcceptsAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException($"mosquitto ended with {_process.ExitCode}.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
