using System.Text.Json.Serialization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants;

/// <summary>A plant, as its owner describes it. Times are Unix milliseconds UTC.</summary>
internal sealed record Plant
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Id of its species profile; <c>null</c> where none is known.</summary>
    public string? Species { get; init; }

    public string? Place { get; init; }

    public string? Notes { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Which devices watched it and when, oldest first.</summary>
    public IReadOnlyList<Watch> Watches { get; init; } = [];

    /// <summary>What its owner set instead of the species' values, by rule id.</summary>
    public IReadOnlyDictionary<string, RuleChange> Rules { get; init; } = new Dictionary<string, RuleChange>();

    /// <summary>Until when nobody is told of its alerts; <c>null</c> where it is not muted.</summary>
    public long? MutedUntil { get; init; }

    /// <summary>When its owner gave it up and kept its data; <c>null</c> while it is there.</summary>
    public long? PutAwayAt { get; init; }

    public bool HasPhoto { get; init; }

    /// <summary>The device that watches it now.</summary>
    [JsonIgnore]
    public Watch? Watched => Watches.Count > 0 && Watches[^1].To is null ? Watches[^1] : null;

    /// <summary>Nobody watches it from then on.</summary>
    public Plant Unwatched(long now) =>
        Watched is { } watch ? this with { Watches = [.. Watches.SkipLast(1), watch with { To = now }] } : this;

    /// <summary>Given up from then on, and kept.</summary>
    public Plant PutAway(long now) => Unwatched(now) with { PutAwayAt = now };

    /// <summary>There again; no device watches it yet.</summary>
    public Plant BroughtBack() => this with { PutAwayAt = null };

    /// <summary>A device watches it from then on, with one of its soil channels, and no other.</summary>
    public Plant WatchedFrom(int device, int soilChannel, long now) => Watched?.Stream == StreamId.Of(device, soilChannel)
        ? this
        : this with { Watches = [.. Unwatched(now).Watches, new Watch(device, now, null, soilChannel)] };
}

/// <summary>A time in which a device watched a plant.</summary>
/// <param name="Device">The device's number.</param>
/// <param name="From">Included.</param>
/// <param name="To">Excluded; <c>null</c> while it goes on.</param>
/// <param name="SoilChannel">Which of its soil channels is in the plant's pot.</param>
internal sealed record Watch(int Device, long From, long? To, int SoilChannel = SoilChannels.First)
{
    /// <summary>Where the readings of that channel are.</summary>
    [JsonIgnore]
    public StreamId Stream => StreamId.Of(Device, SoilChannel);
}
