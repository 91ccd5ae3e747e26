using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>Several whole gateways on one database.</summary>
internal sealed class FleetKit(params string[] more) : IAsyncDisposable
{
    private readonly List<GatewayHost> _hosts = [];

    /// <summary>What each is started with.</summary>
    public string[] Store { get; } =
        ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", SharedPostgres.Server.NewDatabase(), .. more];

    public IReadOnlyList<GatewayHost> Hosts => _hosts;

    public GatewayHost this[int index] => _hosts[index];

    /// <summary>So many, each of which knows all.</summary>
    public static async Task<FleetKit> OfAsync(int count)
    {
        var kit = new FleetKit();
        for (var i = 0; i < count; i++) await kit.AddAsync();
        await kit.KnowEachOther();
        return kit;
    }

    public async Task<GatewayHost> AddAsync()
    {
        var host = await GatewayHost.StartedAsync(more: Store);
        _hosts.Add(host);
        return host;
    }

    public Task KnowEachOther() => Eventually.IsAsync(
        () => _hosts.All(host => FleetOf(host).Members.Count(member => member.IsLive) == _hosts.Count));

    public async Task Remove(GatewayHost host)
    {
        _hosts.Remove(host);
        await host.DisposeAsync();
    }

    public static GatewayFleet FleetOf(GatewayHost host) => host.Services.GetRequiredService<GatewayFleet>();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
    }
}
