namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>A message and what became of it, as the API shows it. Times are Unix milliseconds UTC.</summary>
internal sealed class DeliveryView
{
    public required string Id { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>
    /// <c>waiting</c>, <c>sending</c>, <c>sent</c>, <c>failed</c>, or <c>uncertain</c> where the gateway ended while it
    /// was being sent.
    /// </summary>
    public required DeliveryState State { get; init; }

    /// <summary>Why it was not sent, or not yet.</summary>
    public required string? Reason { get; init; }

    public required int Attempts { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>The alerts that it tells of.</summary>
    public required IReadOnlyList<string> Alerts { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>When it is tried again; <c>null</c> where it is not.</summary>
    public required long? NextAttempt { get; init; }

    public required long? EndedAt { get; init; }

    public static DeliveryView Of(Delivery delivery) => new()
    {
        Id = delivery.Id,
        ChannelId = delivery.ChannelId,
        State = delivery.State,
        Reason = delivery.Reason,
        Attempts = delivery.Attempts,
        Title = delivery.Message.Title,
        Lines = delivery.Message.Lines,
        Alerts = [.. delivery.Events.Select(one => one.AlertId).Distinct()],
        CreatedAt = delivery.CreatedAt,
        NextAttempt = delivery.State == DeliveryState.Waiting ? delivery.NextAttempt : null,
        EndedAt = delivery.EndedAt,
    };
}
