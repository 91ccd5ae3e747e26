using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>A message on its way to a channel. Times are Unix milliseconds UTC.</summary>
internal sealed record Delivery
{
    /// <summary>Begins with when what it tells of happened, and is the same whenever it is worked out.</summary>
    public required string Id { get; init; }

    public required string ChannelId { get; init; }

    public required Message Message { get; init; }

    /// <summary>What it tells of; nothing for a digest.</summary>
    public IReadOnlyList<AlertEvent> Events { get; init; } = [];

    public required DeliveryState State { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Not to be tried before.</summary>
    public required long NextAttempt { get; init; }

    public int Attempts { get; init; }

    /// <summary>While it is being sent: which run of which gateway does it.</summary>
    public string? Claimant { get; init; }

    public long? SendingSince { get; init; }

    /// <summary>Why the last attempt did not succeed.</summary>
    public string? Reason { get; init; }

    public long? EndedAt { get; init; }

    [JsonIgnore]
    public bool HasArrived => State == DeliveryState.Sent;

    [JsonIgnore]
    public bool HasEnded => State is DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Uncertain;
}

[JsonConverter(typeof(SnakeCaseEnum<DeliveryState>))]
internal enum DeliveryState
{
    /// <summary>For its turn, or for the next attempt.</summary>
    Waiting,

    /// <summary>The request goes out, or has gone out and nobody knows the answer yet.</summary>
    Sending,

    Sent,

    /// <summary>Refused or given up.</summary>
    Failed,

    /// <summary>The gateway ended while it was being sent: it may have arrived, so it is not sent again.</summary>
    Uncertain,
}

/// <summary>A channel, or all of a kind, that is to be left alone for a while.</summary>
internal sealed record ChannelPause
{
    /// <summary>When it may be used again, Unix milliseconds UTC.</summary>
    public required long NotBefore { get; init; }
}
