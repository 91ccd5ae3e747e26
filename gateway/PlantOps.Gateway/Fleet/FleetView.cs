namespace PlantOps.Gateway.Fleet;

/// <summary>The gateways on one store.</summary>
internal sealed class FleetView
{
    /// <summary>Whether there may be several: with LiteDB a gateway is alone.</summary>
    public required bool Shared { get; init; }

    /// <summary>The id of the gateway that answers.</summary>
    public required string Self { get; init; }

    /// <summary>The id of the gateway that does what one does for all; <c>null</c> where that is not known.</summary>
    public required string? Leader { get; init; }

    /// <summary>
    /// Those that are there, and those of the last day that are gone without a word; the one that is there longest first.
    /// </summary>
    public required FleetMemberView[] Gateways { get; init; }

    public static FleetView Of(GatewayFleet fleet) => new()
    {
        Shared = fleet.IsShared,
        Self = fleet.Id,
        Leader = fleet.IsShared ? fleet.Leader : fleet.Id,
        Gateways = [.. fleet.Members.Select(member => FleetMemberView.Of(member, fleet))],
    };
}

/// <summary>A gateway of several on one store.</summary>
internal sealed class FleetMemberView
{
    public const string Live = "live";
    public const string Lost = "lost";

    /// <summary>The same in every run of it.</summary>
    public required string Id { get; init; }

    /// <summary>The machine's.</summary>
    public required string Name { get; init; }

    /// <summary>Of its program.</summary>
    public required string Version { get; init; }

    /// <summary>Where its API is reached; <c>null</c> where that is not known.</summary>
    public required string? Address { get; init; }

    /// <summary><c>live</c>, or <c>lost</c> where its lease is over and it did not say that it stops.</summary>
    public required string State { get; init; }

    /// <summary>When it was started, Unix milliseconds UTC by the database's clock.</summary>
    public required long Since { get; init; }

    /// <summary>
    /// For how long its lease went on when it was last looked, in milliseconds; less than 0 since when it is over.
    /// </summary>
    public required long LeaseMs { get; init; }

    /// <summary>Plants that it judges; <c>null</c> where it did not say.</summary>
    public required long? Plants { get; init; }

    /// <summary>Devices that are connected to it; <c>null</c> where it did not say.</summary>
    public required long? ConnectedDevices { get; init; }

    /// <summary>Bytes of readings that wait to be stored by it; <c>null</c> where it did not say.</summary>
    public required long? WaitingBytes { get; init; }

    public static FleetMemberView Of(FleetMember member, GatewayFleet fleet) => new()
    {
        Id = member.Id,
        Name = member.Name,
        Version = member.Version,
        Address = member.Address,
        State = fleet.IsLive(member.Id) ? Live : Lost,
        Since = member.Since,
        LeaseMs = member.LeaseMs,
        Plants = Fact(member, "plants"),
        ConnectedDevices = Fact(member, "connected_devices"),
        WaitingBytes = Fact(member, "waiting_bytes"),
    };

    // One of an older version may not say it.
    private static long? Fact(FleetMember member, string name) => member.Facts.TryGetValue(name, out var value) ? value : null;
}
