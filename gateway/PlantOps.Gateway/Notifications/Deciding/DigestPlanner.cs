using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Puts each person's daily digest on its way, once a day.</summary>
internal sealed class DigestPlanner(
    OpenAlerts open, CareCalendar care, DecisionStore decisions, PersonStore people, NotificationContextReader contexts,
    IOptions<NotificationOptions> options, TimeProvider time, ILogger<DigestPlanner> logger)
{
    private const string ItemPrefix = "Daily digest of ";

    private readonly Links _links = new(options.Value.PublicUrl);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // What is known to be done, so that nothing is read in between.
    private readonly Dictionary<string, DateOnly> _done = [];
    private long? _lookedAt;

    /// <summary>Digests that cannot be put together.</summary>
    public Faults Faults { get; } = new(time, logger);

    public void Run()
    {
        if (_lookedAt is { } looked && time.GetElapsedTime(looked) < Interval) return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var all = people.All.Select(person => person.Value).ToList();
        Faults.KeepOnly(ItemPrefix, all.Select(person => ItemPrefix + person.Name));
        foreach (var person in all)
        {
            if (DigestClock.Due(person, now) is not { } day || (_done.TryGetValue(person.Id, out var done) && done == day))
                continue;
            if (Faults.TryItem(ItemPrefix + person.Name, () => Digest(person, day, now))) _done[person.Id] = day;
        }

        _lookedAt = time.GetTimestamp();
    }

    private void Digest(Person person, DateOnly day, long now)
    {
        var last = decisions.LastDigest(person.Id);

        // Somebody new is not told of this morning in the evening; and a day far ahead is from a clock that was wrong.
        if (last is null || last.Value.Day > day.AddDays(1)) decisions.TryDigest(person.Id, day, last?.Version, []);
        else if (last.Value.Day < day) decisions.TryDigest(person.Id, day, last.Version, Deliveries(person, day, now));
    }

    private List<Delivery> Deliveries(Person person, DateOnly day, long now)
    {
        var context = contexts.Read([]);
        var message = DigestText.Of(open.AndRecoveredSince(now - DigestText.Day), context.Plants, now, _links, care.Within(1));
        return message is null ? [] : [.. context.Channels
            .Where(channel => channel.Enabled && person.Channels.Contains(channel.Id))
            .Select(channel => DeliveryStore.New(now, channel.Id, $"digest {person.Id} {day:O}", message, now))];
    }
}
