using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Fleets;

/// <summary>Gateways of one fleet that run at the same time, a process each.</summary>
internal sealed class GatewayGroup(ManyDevices devices) : IAsyncDisposable
{
    private readonly List<Gateway> _gateways = [];
    private readonly List<ProcessorShare> _shares = [];

    public IReadOnlyList<Gateway> Gateways => _gateways;

    public async Task StartAsync(params string[] settings) => _gateways.Add(await devices.StartGatewayAsync(settings));

    /// <summary>From now on each gets a part of a processor.</summary>
    public void Limit(double share) =>
        _shares.AddRange(_gateways.Select(gateway => ProcessorShare.Give(gateway.ProcessId, share)));

    /// <summary>Of each gateway and of PostgreSQL, in MB.</summary>
    public string Memory() => string.Join(" + ", _gateways.Select(gateway => gateway.ResidentBytes())
        .Append(devices.Cluster.ResidentBytes()).Select(bytes => $"{bytes / 1e6:N0}"));

    /// <summary>What each and PostgreSQL used of the processors so far.</summary>
    public IReadOnlyList<long> Ticks() =>
        [.. _gateways.Select(gateway => gateway.ProcessorTicks()), devices.Cluster.ProcessorTicks()];

    public async ValueTask DisposeAsync()
    {
        // Before they end, so that they do so quickly.
        foreach (var share in _shares) share.Dispose();
        foreach (var gateway in _gateways) await gateway.DisposeAsync();
    }
}
