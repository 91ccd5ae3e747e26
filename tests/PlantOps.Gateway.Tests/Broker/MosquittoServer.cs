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
    private readonly string _configuration;
    private Process _process;

    private MosquittoServer(string more)
    {
        Component.Need("mosquitto");
        Port = GatewayHost.FreePorts(1)[0];
        _configuration = Path.Combine(_directory.Path, "mosquitto.conf");

        // As root it would become another user, who cannot read the directory.
        File.WriteAllText(_configuration, $"""
            user {Environment.UserName}
            log_dest none
            set_tcp_nodelay true
            listener {Port} 127.0.0.1
            {more}

            """);
        _process = Launch();
    }

    public int Port { get; }

    /// <param name="more">Lines of its configuration.</param>
    public static async Task<MosquittoServer> StartedAsync(string more = "allow_anonymous true")
    {
        var server = new MosquittoServer(more);
        await server.ListensAsync();
        return server;
    }

    /// <summary>Kills it with all that it has in memory.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it anew, with nothing.</summary>
    public Task RestartAsync()
    {
        _process.Dispose();
        _process = Launch();
        return ListensAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }

    private Process Launch() => Process.Start("/usr/sbin/mosquitto", ["-c", _configuration]);

    private async Task ListensAsync()
    {
        using var deadline = new CancellationTokenSource(Timeout);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AcceptsAsync()) await beat.WaitForNextTickAsync(deadline.Token);
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
