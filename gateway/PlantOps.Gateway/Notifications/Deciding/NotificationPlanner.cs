using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Collects what happens for a moment, has it decided who is told, and puts the messages on their way.</summary>
internal sealed partial class NotificationPlanner(
    DecisionStore decisions, AlertStore alerts, NotificationContextReader contexts, IOptions<NotificationOptions> options,
    TimeProvider time, ILogger<NotificationPlanner> logger)
{
    private const string ItemPrefix = "Telling of alert ";
    private const int MaxEvents = 500;

    /// <summary>How often to look whether what is deferred can be told.</summary>
    private static readonly TimeSpan DeferredInterval = TimeSpan.FromSeconds(15);

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
        var events = alerts.PendingEvents(MaxEvents);
        if (!IsTime(events.Count > 0)) return;
        var deferred = decisions.Deferred;
        if (events.Count > 0 || deferred.Count > 0) Decide(events, deferred);
        (_collectingSince, _lookedAt) = (null, time.GetTimestamp());
    }

    private bool IsTime(bool isNew)
    {
        if (!isNew) return _lookedAt is not { } looked || time.GetElapsedTime(looked) >= DeferredInterval;
        _collectingSince ??= time.GetTimestamp();
        return time.GetElapsedTime(_collectingSince.Value) >= _batch;
    }

    /// <summary>
    /// All of it at once; where that fails, alert by alert, so that one that cannot be told keeps no other from it.
    /// </summary>
    private void Decide(IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> deferred)
    {
        var ofDeferred = deferred.Select(one => one.Value.Event.AlertId);
        var alertIds = events.Select(one => one.Value.AlertId).Concat(ofDeferred).Distinct().ToList();
        Faults.KeepOnly(ItemPrefix, alertIds.Select(id => ItemPrefix + id));
        try
        {
            DecideTogether(events, deferred);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            foreach (var id in alertIds)
            {
                var deferredOfIt = deferred.Where(one => one.Value.Event.AlertId == id);
                DecideAlone(id, [.. events.Where(one => one.Value.AlertId == id)], [.. deferredOfIt]);
            }
        }
    }

    private void DecideAlone(
        string alertId, IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> deferred)
    {
        if (Faults.TryItem(ItemPrefix + alertId, () => DecideTogether(events, deferred))) return;
        var before = (time.GetUtcNow() - _giveUpAfter).ToUnixTimeMilliseconds();
        var isTooOld = events.All(one => one.Value.At < before) && deferred.All(one => one.Value.Event.At < before);
        if (!isTooOld || !decisions.TryCarryOut(events, deferred, Decision.Nothing, [])) return;
        Log.GivenUp(logger, alertId);
    }

    private void DecideTogether(IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> deferred)
    {
        var ofDeferred = deferred.Select(one => one.Value.Event.AlertId);
        var context = contexts.Read([.. events.Select(one => one.Value.AlertId).Concat(ofDeferred).Distinct()]);
        var policy = new NotificationPolicy(context);
        var decision = policy.Decide([.. events.Select(one => one.Value)], [.. deferred.Select(one => one.Value)]);
        var messages = decision.Notify
            .GroupBy(one => one.ChannelId, one => one.Event)
            .Select(ofChannel => Delivery(ofChannel.Key, [.. ofChannel], context));

        // Where it fails another gateway has decided, and the next look finds what is left.
        decisions.TryCarryOut(events, deferred, decision, messages);
    }

    private Delivery Delivery(string channel, AlertEvent[] events, NotificationContext context)
    {
        var happened = events
            .Select(one => new AlertMessage(one, context.Alerts[one.AlertId], context.Plants[one.PlantId], context.Now))
            .ToList();
        return DeliveryStore.New(channel, events, MessageText.Of(happened, _links), context.Now);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2207, Level = LogLevel.Error, Message = "Alert {Alert} was given up: nobody was told of it")]
        public static partial void GivenUp(ILogger logger, string alert);
    }
}
