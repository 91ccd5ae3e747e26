using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Dashboard.Settings.Channels;

/// <summary>What became of each message.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">Behind which the older ones are; <c>null</c> where there are none.</param>
/// <param name="Held">What waits for quiet hours or a snooze to end.</param>
public sealed record DeliveriesView(Shell Shell, IReadOnlyList<DeliveryRow> Rows, string? Next, IReadOnlyList<HeldRow> Held)
{
    internal static DeliveriesView Of(
        Shell shell,
        IReadOnlyList<Delivery> deliveries,
        string? next,
        IReadOnlyList<DeferredEvent> held,
        Func<string, string?> channelOf,
        Func<string, string?> plantOf) => new(
        shell,
        [.. deliveries.Select(delivery => DeliveryRow.Of(shell.Words, delivery, channelOf(delivery.ChannelId)))],
        next,
        [
            .. held.Select(one => new HeldRow(
                channelOf(one.ChannelId) ?? one.ChannelId,
                plantOf(one.Event.PlantId) ?? one.Event.PlantId,
                shell.Words.State(one.Event.Severity == AlertSeverity.Critical ? CardState.Critical : CardState.Warning),
                one.Event.At)),
        ]);
}

/// <summary>A message.</summary>
/// <param name="Title">Its first line.</param>
/// <param name="Lines">The others.</param>
/// <param name="Channel">Where it went.</param>
/// <param name="State">What became of it.</param>
/// <param name="HasArrived">Whether the other side took it.</param>
/// <param name="Reason">Why it did not arrive, or not yet; in English.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was written, Unix milliseconds UTC.</param>
public sealed record DeliveryRow(
    string Title, IReadOnlyList<string> Lines, string Channel, string State, bool HasArrived, string? Reason, string Attempts,
    long At)
{
    internal static DeliveryRow Of(IWords words, Delivery delivery, string? channel) => new(
        delivery.Message.Title,
        delivery.Message.Lines,
        channel ?? words.RemovedChannel,
        words.Delivery(delivery.State.ToString()),
        delivery.HasArrived,
        delivery.Reason,
        words.Attempts(delivery.Attempts),
        delivery.CreatedAt);
}

/// <summary>Something that is told later, if it is still so then.</summary>
/// <param name="Channel">By which channel.</param>
/// <param name="Plant">Of which plant.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="At">When it happened, Unix milliseconds UTC.</param>
public sealed record HeldRow(string Channel, string Plant, string Severity, long At);
