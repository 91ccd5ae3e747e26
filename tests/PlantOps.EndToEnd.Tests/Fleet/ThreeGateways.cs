using System.Net;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// Three gateways on one PostgreSQL behind a load balancer, each with an address of its own, as on three machines.
/// </summary>
internal sealed class ThreeGateways : IAsyncDisposable
{
    private static readonly string[] Addresses = ["127.0.0.2", "127.0.0.3", "127.0.0.4"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string[] _settings;
    private readonly GatewayEndpoint _front = GatewayEndpoint.OnFreePorts();
    private LoadBalancer? _balancer;

    public ThreeGateways(params string[] settings)
        : this(new PostgresServer(), settings)
    {
    }

    public ThreeGateways(string connection, string[] settings)
    {
        _settings = ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", connection, .. settings];
        Gateways = [.. Addresses.Select(address => new GatewayProcess(endpoint: _front.At(address)))];
    }

    private ThreeGateways(PostgresServer database, string[] settings)
        : this(database.NewDatabase(), settings) => Database = database;

    /// <summary>Where they have a server of their own.</summary>
    public PostgresServer? Database { get; }

    public IReadOnlyList<GatewayProcess> Gateways { get; }

    /// <summary>Where devices and people reach the gateways.</summary>
    public Uri Https => new($"https://localhost:{_front.Https}");

    /// <summary>An API client of whichever gateway the load balancer chooses.</summary>
    public GatewayApi Api { get; private set; } = null!;

    public async Task StartAsync()
    {
        try
        {
            await StartAllAsync();
        }
        catch
        {
            // Nobody else can end them.
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAllAsync()
    {
        // The first makes the schema and the CA; the others may begin at the same time in real life, but not in a test that
        // measures.
        foreach (var gateway in Gateways) await StartAsync(gateway);
        _balancer = LoadBalancer.Start(_front, Addresses);
        await ReadyAsync();
        var made = await Gateways[0].CommandAsync("token", "create", "tests", "--json");
        Assert.True(made.ExitCode == 0, made.Error);
        var token = System.Text.Json.JsonDocument.Parse(made.Output).RootElement.GetProperty("token").GetString()!;
        Api = new GatewayApi(Gateways[0].CreateHttps(Https), token);
    }

    public Task StartAsync(GatewayProcess gateway) => gateway.StartAsync(_settings);

    /// <summary>Waits until the load balancer has a gateway that is ready.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{_front.Http}") };
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await IsReadyAsync(http, deadline.Token))
        {
            Assert.False(_balancer!.HasEnded, "The load balancer ended.");
            await beat.WaitForNextTickAsync(deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (_balancer is not null) await _balancer.DisposeAsync();
        foreach (var gateway in Gateways) await gateway.DisposeAsync();
        Database?.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetAsync("/api/ready", cancellationToken)).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
