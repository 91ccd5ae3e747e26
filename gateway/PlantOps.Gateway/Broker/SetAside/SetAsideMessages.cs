using System.Buffers;
using PlantOps.Contracts;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker.SetAside;

/// <summary>
/// Messages that could not be read: read once more, by what reads those that arrive, or taken away. Readings of one that can be
/// read now are on disk before it leaves the list. If the gateway ends in between, reading it again stores nothing twice.
/// </summary>
internal sealed class SetAsideMessages(
    ISetAsideStore store, TelemetryIntake intake, DeviceRegistry devices, IngestQueue queue, TimeProvider time)
{
    /// <summary>Messages that are read again, or taken away, at once.</summary>
    private const int Batch = 100;

    /// <summary>How long readings may take to get to disk before whoever waits is told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How many there are.</summary>
    public int Count() => store.Count();

    /// <summary>The newest first.</summary>
    /// <param name="after">The id of a message; those before it are read. <see langword="null"/> for the newest.</param>
    /// <param name="limit">Most messages.</param>
    public IReadOnlyList<StoredSetAside> Read(string? after, int limit)
    {
        if (after is null) return store.Read(long.MaxValue, limit);
        return StoredSetAside.NumberOf(after) is { } number ? store.Read(number, limit) : [];
    }

    /// <summary><see langword="null"/> where there is no such message.</summary>
    public StoredSetAside? Find(string id) =>
        StoredSetAside.NumberOf(id) is { } number and < long.MaxValue && store.Read(number + 1, 1) is [var found]
            && found.Id == id
            ? found
            : null;

    /// <summary>Reads one again; <see langword="null"/> where there is no such message.</summary>
    /// <exception cref="StoreUnavailableException">Its readings cannot be stored now; it stays.</exception>
    public async Task<SetAsideRetry?> RetryAsync(string id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } message) return null;
        var tried = await ReadAgainAsync(message, cancellationToken);
        if (tried.Problem is null) store.Remove([message.Number]);
        return tried;
    }

    /// <summary>Reads all again, the newest first.</summary>
    /// <exception cref="StoreUnavailableException">Readings cannot be stored now; those that are left stay.</exception>
    public async Task<SetAsideRetries> RetryAllAsync(CancellationToken cancellationToken)
    {
        var result = new SetAsideRetries();
        var before = long.MaxValue;
        while (store.Read(before, Batch) is { Count: > 0 } some)
        {
            before = some[^1].Number;

            // Offered together they are one commit, or a few.
            var tried = await Task.WhenAll(some.Select(message => ReadAgainAsync(message, cancellationToken)));
            store.Remove([.. some.Where((_, at) => tried[at].Problem is null).Select(message => message.Number)]);
            result.Read += tried.Count(one => one.Problem is null);
            result.Left += tried.Count(one => one.Problem is not null);
        }

        return result;
    }

    /// <summary>Takes one away for good; <see langword="null"/> where there is no such message.</summary>
    public StoredSetAside? Remove(string id)
    {
        if (Find(id) is not { } message) return null;
        store.Remove([message.Number]);
        return message;
    }

    /// <summary>Takes all away for good; how many.</summary>
    public int RemoveAll()
    {
        var removed = 0;
        for (var before = long.MaxValue; store.Read(before, Batch) is { Count: > 0 } some; before = some[^1].Number)
        {
            store.Remove([.. some.Select(message => message.Number)]);
            removed += some.Count;
        }

        return removed;
    }

    private async Task<SetAsideRetry> ReadAgainAsync(StoredSetAside kept, CancellationToken cancellationToken)
    {
        var message = kept.Message;
        var receipt = new StoredReceipt();
        var (read, problem) = TryRead(message, receipt);
        if (problem is not null && message.IsCut) problem += $" Only its first {message.Payload.Length} bytes were kept.";
        if (read is not null) await StoreAsync(read, receipt.Done, cancellationToken);
        return new SetAsideRetry { Id = kept.Id, Read = problem is null, Readings = read?.ReadingCount ?? 0, Problem = problem };
    }

    private (InboundMessage? Message, string? Problem) TryRead(SetAsideMessage message, IReceipt receipt)
    {
        if (devices.Find(message.Device) is not { } device) return (null, "The device that it is from is not known any more.");

        // What the store refused is kept as telemetry, also where it was imported and came by no topic.
        var kind = message.Reason == ErrorCodes.Refused ? TopicKind.Telemetry : DeviceTopic.Parse(message.Topic)?.Kind;
        return kind is TopicKind.Telemetry or TopicKind.Unknown
            ? intake.TakeAgain(device, message, receipt)
            : (null, DeviceMessageRouter.ProblemOf(
                kind ?? TopicKind.Unknown, new ReadOnlySequence<byte>(message.Payload), message.ReceivedAt));
    }

    private async Task StoreAsync(InboundMessage message, Task stored, CancellationToken cancellationToken)
    {
        if (!await queue.OfferAsync(message, cancellationToken)) throw new StoreUnavailableException("The gateway is stopping.");
        try
        {
            await stored.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new StoreUnavailableException("Readings cannot be stored now; nothing is lost. Try it again later.");
        }
    }
}
