using System.Diagnostics;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>Somebody else's broker, whose bridge forwards to the gateway over TLS with a device's credentials.</summary>
internal sealed class MosquittoBroker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-bridge-");
    private readonly int _port = GatewayProcess.FreePort();
    private readonly string _configuration;
    private Process? _process;

    /// <param name="gateway">Where it forwards to.</param>
    /// <param name="device">Whose credentials it has.</param>
    /// <param name="bridge">More lines of the bridge's configuration: what it forwards, and whether it says how it is.</param>
    public MosquittoBroker(GatewayProcess gateway, Credentials device, params string[] bridge)
    {
        _configuration = Path.Combine(_directory.FullName, "mosquitto.conf");
        File.WriteAllLines(_configuration,
        [
            // As root it would become another user, who cannot read the directory.
            $"user {Environment.UserName}", "allow_anonymous true", "persistence false", "log_dest none",
            $"listener {_port} 127.0.0.1",
            "connection gateway", $"address localhost:{gateway.MqttPort}", $"bridge_cafile {gateway.CaFile}",
            $"remote_username {device.Username}", $"remote_password {device.Password}", "restart_timeout 1", "cleansession false",
            .. bridge,
        ]);
    }

    public async Task StartAsync()
    {
        _process = Process.Start("/usr/sbin/mosquitto", ["-c", _configuration]);
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AcceptsAsync()) await beat.WaitForNextTickAsync(deadline.Token);
    }

    /// <summary>Publishes to it, as the devices around it do.</summary>
    public async Task PublishAsync(string topic, string payload)
    {
        var published = await Finished.RunAsync(
            "mosquitto_pub", ["-h", "127.0.0.1", "-p", $"{_port}", "-t", topic, "-q", "1", "-m", payload]);
        Assert.True(published.ExitCode == 0, published.Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task<bool> AcceptsAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"mosquitto ended with {_process.ExitCode}.");
        return await Component.AcceptsAsync(_port);
    }
}
