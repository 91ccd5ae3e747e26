using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Fleet;

/// <summary>
/// Which gateways there are on one database. A gateway is there while its lease goes on, by the database's clock.
/// </summary>
internal interface IFleetStore
{
    /// <summary>Whether other gateways may use the store at the same time.</summary>
    bool IsShared { get; }

    /// <summary>Enters a gateway, in the place of an earlier run of it, and tells the others.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    void Join(FleetMember self, TimeSpan lease);

    /// <summary>Has a gateway's lease go on, and looks who else is there.</summary>
    /// <returns>
    /// All that there are, and those that were there in the last day; <see langword="null"/> where another run has this gateway's
    /// id now.
    /// </returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    IReadOnlyList<FleetMember>? Renew(FleetMember self, TimeSpan lease);

    /// <summary>Takes a gateway off, and tells the others.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; its lease ends by itself.</exception>
    void Leave(FleetMember self);
}

/// <summary>A store that one gateway has for itself: it is always alone.</summary>
internal sealed class LoneFleet : IFleetStore
{
    public bool IsShared => false;

    public void Join(FleetMember self, TimeSpan lease)
    {
    }

    public IReadOnlyList<FleetMember> Renew(FleetMember self, TimeSpan lease) => [self];

    public void Leave(FleetMember self)
    {
    }
}

/// <summary>A gateway, as the others see it.</summary>
/// <param name="Id">The same in every run of it.</param>
/// <param name="Run">Another one in each run.</param>
/// <param name="Name">For people: the machine's.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Address">Where its API is reached; <see langword="null"/> where that is not known.</param>
internal sealed record FleetMember(string Id, string Run, string Name, string Version, string? Address)
{
    /// <summary>Since when this run of it is there, Unix milliseconds by the store's clock.</summary>
    public long Since { get; init; }

    /// <summary>
    /// For how long its lease goes on, in milliseconds by the store's clock; it is over where that is 0 or less.
    /// </summary>
    public long LeaseMs { get; init; }

    /// <summary>What it says of itself, such as how many devices are connected to it.</summary>
    public IReadOnlyDictionary<string, long> Facts { get; init; } = new Dictionary<string, long>();

    public bool IsLive => LeaseMs > 0;
}

/// <summary>
/// A figure that each gateway tells the others with its lease, several times a minute: reading it takes no time.
/// </summary>
/// <param name="Name">In snake_case; stored, so one is only ever added.</param>
/// <param name="Read">How much it is now.</param>
internal sealed record FleetFact(string Name, Func<long> Read);
