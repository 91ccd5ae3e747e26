using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>
/// Tells people of faults of the gateway itself: each channel once, when it begins and when it is over, and in nobody's quiet
/// hours. A fault of one gateway is nothing to the others on its database, nor on its machine.
/// </summary>
internal sealed class GatewayNoticePlanner(
    IEnumerable<IGatewayNotice> sources, GatewayIdentity identity, IRecords records, DeliveryStore deliveries,
    ChannelStore channels, PersonStore people, IOptions<NotificationOptions> options, TimeProvider time,
    ILogger<GatewayNoticePlanner> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Of this machine's gateway, as earlier versions kept it.</summary>
    private static readonly string EarlierPrefix = $"{AsciiName(Environment.MachineName)}/";

    private readonly RecordStore<NotifiedNotice> _notified =
        new(records, RecordSet.GatewayNotices, NotificationRecordsJson.Default.NotifiedNotice);

    private readonly Links _links = new(options.Value.PublicUrl);
    private long? _lookedAt;
    private bool _hasTakenOver;

    /// <summary>Notices that cannot be told.</summary>
    public Faults Faults { get; } = new(time, logger);

    private string Prefix => identity.Id + "/";

    public void Run()
    {
        if (_lookedAt is { } looked && time.GetElapsedTime(looked) < Interval) return;
        if (!_hasTakenOver) TakeOver();
        var notices = sources.Select(source => source.Notice()).OfType<GatewayNotice>().ToList();
        var notified = _notified.Read(RecordRange.Under(Prefix));
        foreach (var notice in notices)
            Faults.TryItem("Telling of " + notice.Key, () =>
            Begin(notice, notified.FirstOrDefault(one => one.Id == Prefix + notice.Key)));
        foreach (var over in notified.Where(one => notices.TrueForAll(notice => Prefix + notice.Key != one.Id)))
            Faults.TryItem("Telling of the end of " + over.Id, () => End(over));
        _lookedAt = time.GetTimestamp();
    }

    // Once: an earlier version that goes on on this machine would have its own ended again and again.
    private void TakeOver()
    {
        var own = Prefix;
        foreach (var earlier in _notified.Read(RecordRange.Under(EarlierPrefix)))
        {
            records.TryCommit(
            [
                _notified.Put(own + earlier.Id[EarlierPrefix.Length..], earlier.Value, expected: 0),
                _notified.Delete(earlier.Id, earlier.Version),
            ]);
        }

        _hasTakenOver = true;
    }

    private void Begin(GatewayNotice notice, Versioned<NotifiedNotice>? before)
    {
        var told = before?.Value.Channels ?? [];
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var next = Reachable(now).Except(told).ToList();
        if (next.Count == 0) return;
        var id = Prefix + notice.Key;
        var since = before?.Value.Since ?? now;
        var message = new Message(Tone.Warning, notice.Title, [.. notice.Lines.Where(line => line.Length > 0)], _links.Overview);
        records.TryCommit(
        [
            _notified.Put(id, new NotifiedNotice { Since = since, Over = notice.Over, Channels = [.. told, .. next] },
                before?.Version ?? 0),
            .. next.Select(channel => deliveries.Add(DeliveryStore.New(now, channel, $"{id} {since}", message, now))),
        ]);
    }

    private void End(Versioned<NotifiedNotice> notified)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var reachable = Reachable(now).ToHashSet();

        // Where somebody sleeps it waits: nothing is as urgent as good news is not.
        var there = Enabled().Select(channel => channel.Id).Intersect(notified.Value.Channels).ToList();
        if (!there.TrueForAll(reachable.Contains)) return;
        var message = new Message(Tone.Good, notified.Value.Over, [], _links.Overview);
        records.TryCommit(
        [
            _notified.Delete(notified.Id, notified.Version),
            .. there.Select(channel =>
                deliveries.Add(DeliveryStore.New(now, channel, $"{notified.Id} {notified.Value.Since} over", message, now))),
        ]);
    }

    private IEnumerable<Channel> Enabled() => channels.All.Select(channel => channel.Value)
        .Where(channel => channel.Enabled && channel.LeastSeverity <= AlertSeverity.Warning);

    private IEnumerable<string> Reachable(long now)
    {
        var all = people.All.Select(person => person.Value).ToList();
        return Enabled().Where(channel => !AreLeftInPeace([.. all.Where(person => person.Channels.Contains(channel.Id))], now))
            .Select(channel => channel.Id);
    }

    private static bool AreLeftInPeace(List<Person> people, long now) =>
        people.Count > 0 && people.TrueForAll(person => person.Quiet?.EndAfter(now, person.Zone()) is not null);

    private static string AsciiName(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
}

/// <summary>Which channels were told of something about the gateway that goes on.</summary>
internal sealed record NotifiedNotice
{
    /// <summary>When the first was told, Unix milliseconds UTC.</summary>
    public required long Since { get; init; }

    /// <summary>What to say when it is over.</summary>
    public required string Over { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }
}
