using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MQTTnet;
using MQTTnet.Formatter;
using PlantOps.EndToEnd.Tests.Fleet;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage.Postgres;
using static PlantOps.Gateway.Tests.Install.ComposeFile;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>
/// The first of each kind of service of the fleet's file, as programs of this machine and with what the file gives them: the
/// gateway is ready once RabbitMQ has let it in, which asks that gateway by HAProxy.
/// </summary>
public sealed class FleetRunTests : IAsyncLifetime
{
    private const string Fleet = "docs/fleet/docker-compose.yml";
    private const string Front = "127.0.0.2";
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _files = new();
    private readonly int[] _ports = GatewayHost.FreePorts(8);
    private readonly ConcurrentQueue<string?> _said = [];
    private Process? _gateway;
    private Process? _balancer;

    private enum Port
    {
        Http,
        Https,
        Access,
        AccessInFront,
        Mqtts,
        Amqps,
        Management,
        UnusedMqtt,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _files.File("data");

    private string Issued => _files.File("issued");

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(_files.File("secrets"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _gateway, _balancer }.OfType<Process>())
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        _files.Dispose();
    }

    [Fact]
    public async Task Fleet_ItsGatewayBrokerAndBalancer_LetEachOtherInAndNobodyElse()
    {
        Component.Need("haproxy");
        using var postgres = new PostgresServer();
        await SecretAsync("connection", postgres.NewDatabase());
        await SecretAsync("broker-password", Key);
        await SecretAsync("broker-key", Key);
        var variables = Variables();
        _gateway = Start(
            variables, "serve", "--Listen", "127.0.0.1", "--Http:Port", Text(Port.Http), "--Https:Port", Text(Port.Https));
        await Eventually.IsAsync(() => File.Exists(Path.Combine(Data, "certs", "ca.crt")) && Socket(Data));
        var (exit, _, error) = await PlantOpsProgram.Run(Data, ["certificates", "issue", "localhost", "--out", Issued]);
        Assert.Equal((0, string.Empty), (exit, error));
        _balancer = await BalancerAsync();
        await using var cluster = await RabbitMqCluster.StartedAsync(1, GatewayHost.FreePorts, await NodeAsync());

        string[] check = [.. List(Services(Fleet)["gateway-1"], "healthcheck", "test").Skip(2)];
        var isHealthy = false;
        var started = Stopwatch.StartNew();
        while (!isHealthy && !_gateway.HasExited && started.Elapsed < Patience)
            isHealthy = await ExitAsync(Start(variables, check)) == 0;

        Assert.True(isHealthy, string.Join('\n', _said.TakeLast(30)));
        Assert.False(await EntersAsync(null));
        Assert.False(await EntersAsync("guest"));
        Assert.True(await EntersAsync("gateways"));
    }

    private static bool Socket(string data) => File.Exists(Path.Combine(data, Gateway.Hosting.LocalSocket.FileName));

    private Dictionary<string, string> Variables() => Map(Services(Fleet)["gateway-1"], "environment").ToDictionary(
        entry => entry.Name,
        entry => entry.Value
            .Replace("/run/secrets/", _files.File("secrets") + "/", StringComparison.Ordinal)
            .Replace("${PLANTS_TIME_ZONE:-}", string.Empty, StringComparison.Ordinal)
            .Replace("${PLANTS_NAME:?name the address in front in .env}", "localhost", StringComparison.Ordinal)
            .Replace("${PLANTS_NAME}", "localhost", StringComparison.Ordinal)
            .Replace("rabbitmq-1:5671", $"localhost:{Text(Port.Amqps)}", StringComparison.Ordinal)
            .Replace("rabbitmq-1:15671", $"localhost:{Text(Port.Management)}", StringComparison.Ordinal)
            .Replace("8085", Text(Port.Access), StringComparison.Ordinal));

    private async Task<Process> BalancerAsync()
    {
        // On one machine what listens at all addresses leaves no port for another.
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/fleet/haproxy-rabbitmq.cfg"), Token);
        var file = _files.File("haproxy.cfg");
        await File.WriteAllTextAsync(
            file,
            text.Replace(
                "bind \"${LISTEN}:${ACCESS_PORT}\"", $"bind \"${{LISTEN}}:{Text(Port.AccessInFront)}\"",
                StringComparison.Ordinal),
            Token);
        var start = new ProcessStartInfo("/usr/sbin/haproxy", ["-db", "-f", file]);
        foreach (var (name, _) in Map(Services(Fleet)["balancer"], "environment")) start.Environment[name] = "127.0.0.1";
        start.Environment["LISTEN"] = Front;
        start.Environment["CA"] = Path.Combine(Issued, "ca.pem");
        start.Environment["HTTP_PORT"] = Text(Port.Http);
        start.Environment["HTTPS_PORT"] = Text(Port.Https);
        start.Environment["MQTT_PORT"] = Text(Port.Mqtts);
        start.Environment["ACCESS_PORT"] = Text(Port.Access);
        return Process.Start(start)!;
    }

    // Without what says that there are three, and with the ports by which the test sees that it is there.
    private async Task<string> NodeAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/fleet/rabbitmq/rabbitmq.conf"), Token);
        var lines = text.Split('\n').Where(line =>
            !line.StartsWith("cluster_formation", StringComparison.Ordinal)
                && !line.EndsWith("= none", StringComparison.Ordinal));
        return string.Join('\n', lines.Append("auth_backends.2 = internal"))
            .Replace("= /broker/", $"= {Issued}/", StringComparison.Ordinal)
            .Replace("=KEY", "=" + Key, StringComparison.Ordinal)
            .Replace("= 5671", $"= 127.0.0.1:{Text(Port.Amqps)}", StringComparison.Ordinal)
            .Replace("= 15671", $"= {Text(Port.Management)}", StringComparison.Ordinal)
            .Replace("= 8883", $"= 127.0.0.1:{Text(Port.Mqtts)}", StringComparison.Ordinal)
            .Replace("balancer:8085", $"{Front}:{Text(Port.AccessInFront)}", StringComparison.Ordinal);
    }

    private async Task<bool> EntersAsync(string? user)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(Front, _ports[(int)Port.Mqtts]).WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTlsOptions(tls => tls.UseTls().WithTargetHost("localhost").WithCertificateValidationHandler(_ => true));
        if (user is not null) options.WithCredentials(user, user == "guest" ? "wrong" : Key);
        return (await client.ConnectAsync(options.Build(), Token)).ResultCode == MqttClientConnectResultCode.Success;
    }

    private Process Start(Dictionary<string, string> variables, params string[] arguments)
    {
        var start = PlantOpsProgram.StartInfo(Data, arguments);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<int> ExitAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync(Token);
            return process.ExitCode;
        }
    }

    private Task SecretAsync(string name, string text) => File.WriteAllTextAsync(_files.File($"secrets/{name}"), text, Token);

    private string Text(Port port) => _ports[(int)port].ToString(CultureInfo.InvariantCulture);
}
