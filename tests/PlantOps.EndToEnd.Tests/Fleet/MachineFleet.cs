using System.Globalization;
using System.Net;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// RabbitMQ of three nodes, PostgreSQL and three gateways behind a load balancer, each on a machine of its own, whose networks
/// can be cut (<see cref="MachineNetwork"/>).
/// </summary>
internal sealed class MachineFleet : IAsyncDisposable
{
    private const int Count = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("plantops-fleet-");
    private readonly int _accessPort = GatewayProcess.FreePort();
    private readonly int _devicePort = GatewayProcess.FreePort();
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly GatewayEndpoint _front;
    private readonly string _connection;
    private LoadBalancer? _balancer;
    private RabbitMqCluster? _cluster;

    private MachineFleet(MachineNetwork network)
    {
        Network = network;
        Database = new PostgresServer(network["database"]);
        _connection = Database.NewDatabaseForOthers();
        _front = GatewayEndpoint.OnFreePorts().At(network["front"].Address);
        Gateways = [.. GatewayMachines.Select(
            machine => new GatewayProcess(endpoint: _front.At(machine.Address), machine: machine))];
        File.WriteAllText(KeyFile, _key);
        File.WriteAllText(PasswordFile, Guid.NewGuid().ToString("N"));
    }

    public MachineNetwork Network { get; }

    public PostgresServer Database { get; }

    public RabbitMqCluster Cluster => _cluster!;

    public IReadOnlyList<GatewayProcess> Gateways { get; }

    /// <summary>An API client of each gateway.</summary>
    public IReadOnlyList<GatewayApi> Apis { get; private set; } = [];

    /// <summary>Where devices enrol, and people look.</summary>
    public Uri Https => new($"https://{_front.Address}:{_front.Https}");

    /// <summary>Where clients without TLS find each node.</summary>
    public IReadOnlyList<(string Host, int Port)> Nodes =>
        [.. Cluster.Nodes.Select(node => (node.Machine.Address, node.MqttPort))];

    public Machine DatabaseMachine => Network["database"];

    public IReadOnlyList<Machine> GatewayMachines => [.. Names("gateway").Select(name => Network[name])];

    private string KeyFile => Path.Combine(_files.FullName, "key");

    private string PasswordFile => Path.Combine(_files.FullName, "password");

    public static async Task<MachineFleet> StartedAsync()
    {
        var network = await MachineNetwork.CreatedAsync([.. Names("gateway"), .. Names("node"), "database", "front"]);
        MachineFleet? fleet = null;
        try
        {
            fleet = new MachineFleet(network);
            await fleet.StartAllAsync();
            return fleet;
        }
        catch
        {
            // Nobody else can end them.
            if (fleet is not null) await fleet.DisposeAsync();
            else await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a gateway and waits until it is ready.</summary>
    public Task StartAsync(GatewayProcess gateway) => gateway.StartAsync(Settings(gateway));

    /// <summary>Whether somebody in front would be answered.</summary>
    public async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            using var answer = await http.GetAsync($"http://{_front.Address}:{_front.Http}/api/ready", patience.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>
    /// Waits until every part is there and sees the others, and each of so many plants is judged by one of the gateways.
    /// </summary>
    public async Task WholeAsync(int plants)
    {
        await Cluster.CompleteAsync();
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        foreach (var api in Apis)
        {
            var seen = default(JsonElement);
            while (!await SeesAllAsync())
            {
                if (deadline.IsCancellationRequested)
                    throw new TimeoutException($"The gateways are not all there, or plants have none or two: {seen}");
                await beat.WaitForNextTickAsync(CancellationToken.None);
            }

            async Task<bool> SeesAllAsync()
            {
                try
                {
                    seen = (await api.GetAsync("/api/v1/fleet")).GetProperty("gateways");
                }
                catch (Exception exception) when (exception is HttpRequestException or Xunit.Sdk.XunitException)
                {
                    return false;
                }

                var live = seen.EnumerateArray().Where(one => one.GetProperty("state").GetString() == "live").ToList();
                return live.Count == Count && live.Sum(Judged) == plants;
            }
        }
    }

    /// <summary>What a gateway's command line says.</summary>
    public async Task<JsonElement> SayAsync(params string[] arguments)
    {
        var said = await Gateways[0].CommandAsync([.. arguments, "--json"]);
        Assert.True(said.ExitCode == 0, said.Error + said.Output);
        return JsonDocument.Parse(said.Output).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var api in Apis) api.Dispose();
        if (_balancer is not null) await _balancer.DisposeAsync();
        foreach (var gateway in Gateways) await gateway.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
        Database.Dispose();
        await Network.DisposeAsync();
        _files.Delete(recursive: true);
    }

    private static long Judged(JsonElement gateway) =>
        gateway.GetProperty("plants") is { ValueKind: JsonValueKind.Number } plants ? plants.GetInt64() : 0;

    private static IEnumerable<string> Names(string kind) =>
        Enumerable.Range(1, Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}"));

    private string[] Settings(GatewayProcess gateway) =>
    [
        "--Store:Provider", "PostgreSql", "--Store:ConnectionString", _connection, "--Certificates:Names", _front.Address,
        "--Broker:Mode", "rabbitmq", "--Broker:Address", EachNode(node => $"amqp://{node.Machine.Address}:{node.AmqpPort}"),
        "--Broker:DeviceAddress", $"{_front.Address}:{_devicePort}",
        "--Broker:Username", "gateways", "--Broker:PasswordFile", PasswordFile,
        "--Broker:AccessPort", $"{_accessPort}", "--Broker:AccessListen", gateway.Endpoint.Address, "--Broker:AccessKeyFile",
        KeyFile, "--Broker:Management", EachNode(node => $"http://{node.Machine.Address}:{node.ManagementPort}"),
        "--Notifications:AllowLocalTargets", "true", "--Notifications:BatchSeconds", "1",
    ];

    private string EachNode(Func<RabbitMqNode, string> address) => string.Join(',', Cluster.Nodes.Select(address));

    private async Task StartAllAsync()
    {
        // Who may connect a gateway says before it is ready: it is so only when it has reached the broker, which asks first.
        var more = Path.Combine(_files.FullName, "more.cfg");
        await File.WriteAllLinesAsync(
            more, [.. InFront("access", _accessPort, "gateway"), .. InFront("devices", _devicePort, "node")]);
        _balancer = LoadBalancer.Start(_front, [.. GatewayMachines.Select(machine => machine.Address)], Network["front"], more);
        _cluster = new RabbitMqCluster(
            [.. Names("node").Select(name => Network[name])],
            count => [.. Enumerable.Range(0, count).Select(_ => GatewayProcess.FreePort())]);
        var issued = await IssueAsync();
        await _cluster.StartAsync($"""
            {RabbitMqCluster.Asking(_accessPort, _key, new Uri($"https://{_front.Address}:{_accessPort}"))}
            cluster_partition_handling = pause_minority
            loopback_users = none
            mqtt.listeners.ssl.default = {_devicePort}
            ssl_options.certfile = {Path.Combine(issued, "certificate.pem")}
            ssl_options.keyfile = {Path.Combine(issued, "key.pem")}
            ssl_options.cacertfile = {Path.Combine(issued, "ca.pem")}
            """);
        foreach (var gateway in Gateways) await StartAsync(gateway);
        var token = (await SayAsync("token", "create", "tests")).GetProperty("token").GetString()!;
        Apis = [.. Gateways.Select(gateway => new GatewayApi(gateway.CreateHttps(), token))];
    }

    private IEnumerable<string> InFront(string name, int port, string kind) =>
    [
        $"listen {name}", $"  bind {_front.Address}:{port}", "  balance roundrobin", "  option tcp-check",
        .. Names(kind).Select(one => $"  server {one} {Network[one].Address}:{port} check port {port}"),
    ];

    // What nodes show to devices is signed by the gateways' CA, which the first gateway makes before there is a broker.
    private async Task<string> IssueAsync()
    {
        var (first, issued) = (Gateways[0], Path.Combine(_files.FullName, "issued"));
        first.Launch(Settings(first));
        await RabbitMqCluster.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(first.DataDirectory, "plantops.sock"))));
        var made = await first.CommandAsync("certificates", "issue", _front.Address, "--out", issued);
        Assert.True(made.ExitCode == 0, made.Error + first.Output);
        await first.KillAsync();
        return issued;
    }
}
