using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Collects what happens for a moment, has it decided who is told, and puts the messages on their way.</summary>
internal sealed partial class NotificationPlanner(
    DecisionStore decisions, AlertStore alerts, NotificationContextReader contexts, IOptions<NotificationOptions> options,
    TimeProvider time, ILogger<NotificationPlanner> logger)
{
    private const string ItemPrefix = "Telling of alert ";
    private const int MaxEvents = 500;

    /// <summary>How often to look whether what is held can be told.</summary>
    private static readonly TimeSpan HeldInterval = TimeSpan.FromSeconds(15);

    private readonly Links _links = new(options.Value.PublicUrl);
    private readonly TimeSpan _giveUpAfter = TimeSpan.FromHours(options.Value.GiveUpAfterHours);
    private readonly TimeSpan _batch = TimeSpan.FromSeconds(options.Value.BatchSeconds);
    private long? _collectingSince;
    private long? _lookedAt;

    /// <summary>Alerts that cannot be told of.</summary>
    public Faults Faults { get; } = new(time, logger);

    /// <summary>Decides what can be decided now.</summary>
    public void Run()
    {
        var events = alerts.UntoldEvents(MaxEvents);
        if (!IsTime(events.Count > 0)) return;
        var held = decisions.Held;
        if (events.Count > 0 || held.Count > 0) Decide(events, held);
        (_collectingSince, _lookedAt) = (null, time.GetTimestamp());
    }

    private bool IsTime(bool isNew)
    {
        if (!isNew) return _lookedAt is not { } looked || time.GetElapsedTime(looked) >= HeldInterval;
        _collectingSince ??= time.GetTimestamp();
        return time.GetElapsedTime(_collectingSince.Value) >= _batch;
    }

    /// <summary>All of it at once; where that fails, alert by alert, so that one that cannot be told keeps no other from it.</summary>
    private void Decide(IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> held)
    {
        var ofHeld = held.Select(one => one.Value.Event.AlertId);
        var alertIds = events.Select(one => one.Value.AlertId).Concat(ofHeld).Distinct().ToList();
        Faults.KeepOnly(ItemPrefix, alertIds.Select(id => ItemPrefix + id));
        try
        {
            DecideTogether(events, held);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            foreach (var id in alertIds)
            {
                var heldOfIt = held.Where(one => one.Value.Event.AlertId == id);
                DecideAlone(id, [.. events.Where(one => one.Value.AlertId == id)], [.. heldOfIt]);
            }
        }
    }

    private void DecideAlone(string alertId, IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> held)
    {
        if (Faults.TryItem(ItemPrefix + alertId, () => DecideTogether(events, held))) return;
        var before = (time.GetUtcNow() - _giveUpAfter).ToUnixTimeMilliseconds();
        var isTooOld = events.All(one => one.Value.At < before) && held.All(one => one.Value.Event.At < before);
        if (!isTooOld || !decisions.TryCarryOut(events, held, Decision.Nothing, [])) return;
        Log.GivenUp(logger, alertId);
    }

    private void DecideTogether(IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> held)
    {
        var context = contexts.Read([.. events.Select(one => one.Value.AlertId).Concat(held.Select(one => one.Value.Event.AlertId)).Distinct()]);
        var decision = new NotificationPolicy(context).Decide([.. events.Select(one => one.Value)], [.. held.Select(one => one.Value)]);
        var messages = decision.Tell.GroupBy(one => one.ChannelId).Select(ofChannel => Delivery(ofChannel.Key, [.. ofChannel.Select(one => one.Event)], context));

        // Where it fails another gateway has decided, and the next look finds what is left.
        decisions.TryCarryOut(events, held, decision, messages);
    }

    private Delivery Delivery(string channel, AlertEvent[] events, NotificationContext context)
    {
        var told = events.Select(one => new AlertMessage(one, context.Alerts[one.AlertId], context.Plants[one.PlantId], context.Now)).ToList();
        return DeliveryStore.New(channel, events, MessageText.Of(told, _links), context.Now);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2207, Level = LogLevel.Error, Message = "Alert {Alert} was given up: nobody was told of it")]
        public static partial void GivenUp(ILogger logger, string alert);
    }
}
