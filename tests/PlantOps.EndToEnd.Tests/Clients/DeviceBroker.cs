using System.Diagnostics;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>
/// mosquitto as the broker that devices connect to, with everything in memory. Its certificate is signed by the gateway's CA.
/// </summary>
internal sealed class DeviceBroker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // A device brings twenty at a time, less and less often.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-broker-");
    private readonly int _tlsPort = GatewayProcess.FreePort();
    private readonly string _configuration;
    private Process? _process;

    /// <param name="gateway">Whose certificate it shows; it has been started once.</param>
    public DeviceBroker(GatewayProcess gateway)
    {
        var certificate = Path.Combine(_directory.FullName, "server.pem");
        File.Copy(Path.Combine(gateway.DataDirectory, "certs", "server.pem"), certificate);
        _configuration = Path.Combine(_directory.FullName, "mosquitto.conf");
        File.WriteAllLines(_configuration,
        [
            // As root it would become another user, who cannot read the directory.
            $"user {Environment.UserName}", "allow_anonymous true", "persistence false", "log_dest none", "set_tcp_nodelay true",
            $"listener {_tlsPort} 127.0.0.1", $"certfile {certificate}", $"keyfile {certificate}",
            $"listener {PlainPort} 127.0.0.1", ]);
    }

    /// <summary>Where anybody may connect, in the clear.</summary>
    public int PlainPort { get; } = GatewayProcess.FreePort();

    /// <summary>What a gateway needs to be its client.</summary>
    public string[] Settings =>
    [
        "--Broker:Mode", "mqtt", "--Broker:Address", $"mqtt://127.0.0.1:{PlainPort}", "--Broker:DeviceAddress",
        $"localhost:{_tlsPort}", ];

    public async Task StartAsync()
    {
        _process = Process.Start("/usr/sbin/mosquitto", ["-c", _configuration]);
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AcceptsAsync()) await beat.WaitForNextTickAsync(deadline.Token);
    }

    /// <summary>SIGKILL: what it has in memory is gone.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
    }

    /// <summary>Returns when it has taken so many different readings from devices, whoever else listens.</summary>
    public async Task TakesAsync(int readings)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        HashSet<(string, long, long)> taken = [];
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += received =>
        {
            using var message = JsonDocument.Parse(received.ApplicationMessage.Payload);
            var boot = message.RootElement.GetProperty("boot").GetInt64();
            foreach (var reading in message.RootElement.GetProperty("readings").EnumerateArray())
                taken.Add((received.ApplicationMessage.Topic, boot, reading.GetProperty("seq").GetInt64()));
            if (taken.Count >= readings) enough.TrySetResult();
            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", PlainPort).Build());
        await client.SubscribeAsync("devices/+/telemetry", MqttQualityOfServiceLevel.AtMostOnce);
        await enough.Task.WaitAsync(LongPatience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task<bool> AcceptsAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"mosquitto ended with {_process.ExitCode}.");
        return await Component.AcceptsAsync(PlainPort);
    }
}
