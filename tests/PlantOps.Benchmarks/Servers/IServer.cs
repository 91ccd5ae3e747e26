using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Servers;

/// <summary>A running contender, started fresh; disposing stops it.</summary>
internal interface IServer : IAsyncDisposable
{
    Endpoint Plain { get; }

    Endpoint Tls { get; }

    /// <summary>The identities of the first clients.</summary>
    IReadOnlyList<ClientIdentity> Clients(int count);

    /// <summary>What its processes hold in memory, bytes.</summary>
    long ResidentBytes();
}
