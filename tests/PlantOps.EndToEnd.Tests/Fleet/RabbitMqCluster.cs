using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>One or several nodes of RabbitMQ that are one broker. Skips the test where there is no RabbitMQ.</summary>
internal sealed class RabbitMqCluster : IAsyncDisposable
{
    private const string Plugins = "[rabbitmq_mqtt,rabbitmq_management,rabbitmq_auth_backend_http,rabbitmq_auth_backend_cache].";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ApartFor = TimeSpan.FromMinutes(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("plantops-rabbitmq-").FullName;
    private readonly List<Process> _epmds;
    private readonly List<string> _startedAnew = [];

    /// <param name="machines">Where each node runs.</param>
    /// <param name="freePorts">Finds as many.</param>
    public RabbitMqCluster(IReadOnlyList<Machine> machines, Func<int, int[]> freePorts)
    {
        Component.Need(Directory.Exists(RabbitMqNode.Installed), "RabbitMQ");
        var port = freePorts(1)[0];
        File.WriteAllText(Path.Combine(_directory, "plugins"), Plugins);
        var cookie = Path.Combine(_directory, ".erlang.cookie");
        File.WriteAllText(cookie, Guid.NewGuid().ToString("N"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(cookie, UnixFileMode.UserRead);

        // Or the first node of a machine would start one that outlives them all.
        _epmds = [.. machines.Distinct().Select(machine => Process.Start(machine.Start(
            Path.Combine(RabbitMqNode.Installed, "erlang", "bin", "epmd"),
            "-address", machine.Address, "-port", port.ToString(CultureInfo.InvariantCulture)))!)];
        Nodes = [
            .. machines.Select((machine, index) => new RabbitMqNode($"r{index + 1}", _directory, port, freePorts(4), machine))];
    }

    public IReadOnlyList<RabbitMqNode> Nodes { get; }

    public RabbitMqNode First => Nodes[0];

    /// <param name="nodes">How many.</param>
    /// <param name="freePorts">Finds as many.</param>
    /// <param name="settings">Lines of rabbitmq.conf, of all of them.</param>
    public static async Task<RabbitMqCluster> StartedAsync(int nodes, Func<int, int[]> freePorts, string settings = "")
    {
        var cluster = new RabbitMqCluster([.. Enumerable.Repeat(Machine.This, nodes)], freePorts);
        try
        {
            await cluster.StartAsync(settings);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts all nodes and waits until they are one.</summary>
    /// <param name="settings">Lines of rabbitmq.conf, of all of them.</param>
    public async Task StartAsync(string settings)
    {
        foreach (var node in Nodes)
        {
            node.Configure(Nodes.Select(one => one.FullName), settings);
            node.Start();
        }

        foreach (var node in Nodes) await node.ReadyAsync();
        await CompleteAsync();
    }

    /// <summary>Lines of rabbitmq.conf, by which RabbitMQ asks at that port who may connect; those of docs/fleet.md.</summary>
    /// <param name="port">Of the machine that it runs on.</param>
    /// <param name="key">Of the port.</param>
    /// <param name="at">Where that is, if not on the node's machine.</param>
    public static string Asking(int port, string key, Uri? at = null) => $"""
        auth_backends.1 = internal
        auth_backends.2 = cache
        auth_cache.cached_backend = http
        auth_cache.cache_ttl = 300000
        auth_http.http_method = post
        auth_http.user_path = {at?.ToString().TrimEnd('/') ?? $"http://127.0.0.1:{port}"}/local/broker/user?key={key}
        auth_http.vhost_path = {at?.ToString().TrimEnd('/') ?? $"http://127.0.0.1:{port}"}/local/broker/vhost?key={key}
        auth_http.resource_path = {at?.ToString().TrimEnd('/') ?? $"http://127.0.0.1:{port}"}/local/broker/resource?key={key}
        auth_http.topic_path = {at?.ToString().TrimEnd('/') ?? $"http://127.0.0.1:{port}"}/local/broker/topic?key={key}
        """;

    /// <summary>Nodes that did not see the others again by themselves, once for each time.</summary>
    public IReadOnlyList<string> StartedAnew => _startedAnew;

    /// <summary>
    /// Waits until each of its nodes sees all of them. RabbitMQ 3.10 stays apart now and then when the network is whole again:
    /// the node that sees the fewest for a minute is started anew, as one would by hand.
    /// </summary>
    public async Task CompleteAsync()
    {
        var (since, lately) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var seen = new List<(RabbitMqNode Node, int Count)>();
            foreach (var node in Nodes) seen.Add((node, await RunningAsync(node)));
            if (seen.All(one => one.Count == Nodes.Count)) return;
            var least = seen.MinBy(one => one.Count).Node;
            if (since.Elapsed > Patience)
                throw new TimeoutException($"Nodes see {string.Join(", ", seen.Select(one => one.Count))} nodes. {least.LastWords()}");
            if (lately.Elapsed > ApartFor)
            {
                _startedAnew.Add(least.Name);
                await least.KillAsync();
                least.Start();
                await least.ReadyAsync();
                lately.Restart();
            }

            await beat.WaitForNextTickAsync();
        }
    }

    /// <summary>The management API, as RabbitMQ's first user.</summary>
    public static HttpClient Management(RabbitMqNode node)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://{node.Machine.Address}:{node.ManagementPort}") };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("guest:guest")));
        return client;
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isSo()) await beat.WaitForNextTickAsync(deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.KillAsync();
            node.Dispose();
        }

        foreach (var epmd in _epmds)
        {
            epmd.Kill();
            await epmd.WaitForExitAsync();
            epmd.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    // One that is apart from others has stopped, or counts itself among those that are.
    private static async Task<int> RunningAsync(RabbitMqNode asked)
    {
        using var client = Management(asked);
        try
        {
            var nodes =
                JsonNode.Parse(await client.GetStringAsync("/api/nodes", TestContext.Current.CancellationToken))!.AsArray();
            return nodes.Count(node => (bool)node!["running"]! && node["partitions"] is not JsonArray { Count: > 0 });
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
