using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>
/// Decides who is told what, and when. Of what happened to an alert since a channel was last told, it is told the latest
/// only, and nothing where it is over before anything was said.
/// </summary>
internal sealed class NotificationPolicy(NotificationContext context)
{
    private readonly Dictionary<(string Alert, string Channel), AlertSeverity> _notified =
        context.Notified.ToDictionary(notified => (notified.AlertId, notified.ChannelId), notified => notified.Severity);

    private readonly Dictionary<string, long?> _quietUntil = [];

    /// <param name="events">What nobody has decided about yet.</param>
    /// <param name="deferred">What waits.</param>
    public Decision Decide(IReadOnlyList<AlertEvent> events, IReadOnlyList<DeferredEvent> deferred)
    {
        var (notify, defer) = (new List<DeferredEvent>(), new List<DeferredEvent>());
        foreach (var channel in context.Channels.Where(channel => channel.Enabled))
        {
            var people = context.People.Where(person => person.Channels.Contains(channel.Id)).ToList();
            var ofAlerts = events
                .Concat(deferred.Where(one => one.ChannelId == channel.Id).Select(one => one.Event))
                .GroupBy(one => one.AlertId);
            foreach (var ofAlert in ofAlerts)
            {
                if (News(ofAlert, channel) is not { } news) continue;
                (MustWait(news, people) ? defer : notify).Add(new DeferredEvent(channel.Id, news));
            }
        }

        var over = Over(events.Concat(deferred.Select(one => one.Event)), defer);
        return new Decision { Notify = notify, Defer = defer, Forget = [.. over] };
    }

    /// <summary>What there is to say of an alert at a channel, if anything.</summary>
    private AlertEvent? News(IEnumerable<AlertEvent> events, Channel channel)
    {
        var latest = events.MaxBy(one => (one.At, one.Kind))!;
        if (!context.Alerts.TryGetValue(latest.AlertId, out var alert)
            || !context.Plants.TryGetValue(latest.PlantId, out var plant)) return null;
        if (plant.MutedUntil > context.Now) return null;
        var wasNotified = _notified.TryGetValue((alert.Id, channel.Id), out var severity);
        if (latest.Kind == AlertEventKind.Recovered) return wasNotified && alert.Rule.TellsRecovery ? latest : null;
        if (alert.RecoveredAt is not null || latest.Severity < channel.LeastSeverity) return null;
        if (wasNotified && severity >= latest.Severity) return null;
        return alert.AcknowledgedAt >= latest.At ? null : latest;
    }

    private bool MustWait(AlertEvent news, List<Person> people) =>
        context.Alerts[news.AlertId].SnoozedUntil > context.Now
            || (people.Count > 0 && people.TrueForAll(person => IsLeftInPeace(person, news)));

    private bool IsLeftInPeace(Person person, AlertEvent news)
    {
        if (person.Quiet is not { } quiet) return false;
        if (person.CriticalAtNight && news.Severity == AlertSeverity.Critical && news.Kind != AlertEventKind.Recovered)
            return false;
        if (!_quietUntil.TryGetValue(person.Id, out var until))
            _quietUntil[person.Id] = until = quiet.EndAfter(context.Now, person.Zone());
        return until is not null;
    }

    /// <summary>
    /// Alerts whose end was decided about, and of which nothing waits to be said. Not those that only show that they have
    /// ended: the event that says so is still to come.
    /// </summary>
    private IEnumerable<NotifiedAlert> Over(IEnumerable<AlertEvent> events, List<DeferredEvent> defer)
    {
        var ended = events.Where(one => one.Kind == AlertEventKind.Recovered).Select(one => one.AlertId).ToHashSet();
        return context.Notified.Where(notified => ended.Contains(notified.AlertId)
            && !defer.Exists(one => one.ChannelId == notified.ChannelId && one.Event.AlertId == notified.AlertId));
    }
}
