using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>
/// Messages on their way, and for a while what became of them. They are apart: the first are looked at all the time.
/// </summary>
internal sealed class DeliveryStore(IRecords records)
{
    private const int PruneAtOnce = 500;
    private const int HashLength = 16;

    private readonly RecordStore<Delivery> _open = new(records, RecordSet.Outbox, NotificationRecordsJson.Default.Delivery);
    private readonly RecordStore<Delivery> _ended = new(records, RecordSet.Deliveries, NotificationRecordsJson.Default.Delivery);

    private readonly RecordStore<ChannelPause> _pauses = new(
        records, RecordSet.ChannelPauses, NotificationRecordsJson.Default.ChannelPause);

    /// <summary>What is to be left alone for a while, as any gateway was told.</summary>
    public IReadOnlyList<Versioned<ChannelPause>> Pauses => _pauses.Read(RecordRange.All);

    /// <summary>Whether another gateway may be sending.</summary>
    public bool IsShared => records.IsShared;

    /// <summary>What has not ended, oldest first.</summary>
    public IReadOnlyList<Versioned<Delivery>> Open => _open.Read(RecordRange.All);

    /// <summary>A delivery of what happened, with an id made of it.</summary>
    public static Delivery New(string channel, IReadOnlyList<AlertEvent> events, Message message, long now) =>
        New(events.Max(one => one.At), channel, string.Join('\n', events.Select(one => one.Id).Order(StringComparer.Ordinal)),
            message, now) with { Events = events };

    /// <summary>A delivery of something else, with an id made of what distinguishes it.</summary>
    public static Delivery New(long at, string channel, string what, Message message, long now) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture,
            $"{at:D14}.{channel}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..HashLength]}"),
        ChannelId = channel,
        Message = message,
        State = DeliveryState.Waiting,
        CreatedAt = now,
        NextAttempt = now,
    };

    /// <summary>A change that puts it on its way, for the transaction that decides so.</summary>
    public RecordChange Add(Delivery delivery) => _open.Put(delivery.Id, delivery, expected: 0);

    /// <summary>Keeps what has become of it.</summary>
    /// <returns><see langword="null"/> where another gateway was faster.</returns>
    public Versioned<Delivery>? TryChange(Versioned<Delivery> before, Delivery now)
    {
        RecordChange[] changes = now.HasEnded
            ? [_open.Delete(before.Id, before.Version), _ended.Put(now.Id, now)]
            : [_open.Put(now.Id, now, before.Version)];
        return records.TryCommit(changes) ? new Versioned<Delivery>(before.Id, before.Version + 1, now) : null;
    }

    /// <summary>Tells other gateways what is to be left alone for a while.</summary>
    public void Pause(string id, ChannelPause pause) => records.TryCommit([_pauses.Put(id, pause)]);

    public void EndPause(Versioned<ChannelPause> pause) => records.TryCommit([_pauses.Delete(pause.Id, pause.Version)]);

    public Delivery? Find(string id) => (_open.Find(id) ?? _ended.Find(id))?.Value;

    /// <summary>All of them, newest first, those that come after one.</summary>
    public IReadOnlyList<Delivery> Newest(string? after, int limit)
    {
        var range = (after is null ? RecordRange.All : RecordRange.All.Before(after)) with { Backwards = true, Limit = limit };

        // In this order: one that ends in between is found twice rather than not at all.
        var open = _open.Read(range);
        return [.. open.Concat(_ended.Read(range)).Where(one => one.Id != after).DistinctBy(one => one.Id)
            .OrderByDescending(one => one.Id, StringComparer.Ordinal).Take(limit).Select(one => one.Value)];
    }

    /// <summary>Lets go of what ended and is about a time before one.</summary>
    public void Prune(long before)
    {
        var range = RecordRange.All.Before(before.ToString("D14", CultureInfo.InvariantCulture)) with { Limit = PruneAtOnce };
        while (_ended.Read(range) is { Count: > 0 } old) records.TryCommit([.. old.Select(one => _ended.Delete(one.Id))]);
    }
}
