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

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _directory = Directory.CreateTempSubdirectory("plantops-rabbitmq-").FullName;
    private readonly Process _epmd;

    private RabbitMqCluster(int nodes, Func<int, int[]> freePorts, string settings)
    {
        Component.Need(Directory.Exists(RabbitMqNode.Installed), "RabbitMQ");
        var port = freePorts(1)[0];
        File.WriteAllText(Path.Combine(_directory, "plugins"), Plugins);
        var cookie = Path.Combine(_directory, ".erlang.cookie");
        File.WriteAllText(cookie, Guid.NewGuid().ToString("N"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(cookie, UnixFileMode.UserRead);

        // Or the first node would start one that outlives them all.
        _epmd = Process.Start(
            Path.Combine(RabbitMqNode.Installed, "erlang", "bin", "epmd"), ["-address", "127.0.0.1", "-port", port.ToString(CultureInfo.InvariantCulture)]);
        Nodes = [.. Enumerable.Range(1, nodes).Select(number => new RabbitMqNode($"r{number}", _directory, port, freePorts(4)))];
        foreach (var node in Nodes) node.Configure(Nodes.Select(one => one.Name), settings);
    }

    public IReadOnlyList<RabbitMqNode> Nodes { get; }

    public RabbitMqNode First => Nodes[0];

    /// <param name="nodes">How many.</param>
    /// <param name="freePorts">Finds as many.</param>
    /// <param name="settings">Lines of rabbitmq.conf, of all of them.</param>
    public static async Task<RabbitMqCluster> StartedAsync(int nodes, Func<int, int[]> freePorts, string settings = "")
    {
        var cluster = new RabbitMqCluster(nodes, freePorts, settings);
        try
        {
            foreach (var node in cluster.Nodes) node.Start();
            foreach (var node in cluster.Nodes) await node.ReadyAsync();
            await cluster.CompleteAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lines of rabbitmq.conf, by which RabbitMQ asks at that port who may connect; those of docs/fleet.md.</summary>
    public static string Asking(int port, string key) => $"""
        auth_backends.1 = internal
        auth_backends.2 = cache
        auth_cache.cached_backend = http
        auth_cache.cache_ttl = 300000
        auth_http.http_method = post
        auth_http.user_path = http://127.0.0.1:{port}/local/broker/user?key={key}
        auth_http.vhost_path = http://127.0.0.1:{port}/local/broker/vhost?key={key}
        auth_http.resource_path = http://127.0.0.1:{port}/local/broker/resource?key={key}
        auth_http.topic_path = http://127.0.0.1:{port}/local/broker/topic?key={key}
        """;

    /// <summary>Waits until all of its nodes are in it.</summary>
    public Task CompleteAsync() => UntilAsync(async () => await RunningAsync() == Nodes.Count);

    /// <summary>The management API, as RabbitMQ's first user.</summary>
    public static HttpClient Management(RabbitMqNode node)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{node.ManagementPort}") };
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

        _epmd.Kill();
        await _epmd.WaitForExitAsync();
        _epmd.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<int> RunningAsync()
    {
        using var client = Management(First);
        var nodes = JsonNode.Parse(await client.GetStringAsync("/api/nodes", TestContext.Current.CancellationToken))!.AsArray();
        return nodes.Count(node => (bool)node!["running"]!);
    }
}
