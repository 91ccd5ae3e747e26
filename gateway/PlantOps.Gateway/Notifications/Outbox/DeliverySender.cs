using System.Collections.Concurrent;
using System.Security.Cryptography;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>
/// Sends what waits: a channel's messages one after the other in their order, channels beside each other. That a message
/// is being sent is on disk before the request goes out.
/// </summary>
internal sealed partial class DeliverySender(
    DeliveryStore deliveries, ChannelStore channels, ChannelSenders senders, DeliveryRules rules, NotificationSignal signal,
    TimeProvider time, ILogger<DeliverySender> logger) : IDisposable
{
    private const string QueuePrefix = "Sending to channel ";
    private const string MessagePrefix = "Sending of message ";

    /// <summary>How often it is tried to keep what came of an attempt, where it is not the store that is away.</summary>
    private const int MaxKeepFaults = 5;

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    private readonly string _claimant = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly ConcurrentDictionary<string, Task> _busy = new();
    private readonly ChannelPauses _pauses = new(deliveries, time);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Channels and messages that fail by the gateway's own fault.</summary>
    public Faults Faults { get; } = new(time, logger);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Begins what can be sent now.</summary>
    /// <param name="stopping">Nothing more is begun; what has not gone out is broken off.</param>
    public void Run(CancellationToken stopping)
    {
        var open = deliveries.Open;
        if (open.Count > 0) Faults.TryItem("Pauses of channels", _pauses.Refresh);
        var queues = open.GroupBy(one => one.Value.ChannelId).ToList();
        Faults.KeepOnly(QueuePrefix, queues.Select(queue => QueuePrefix + queue.Key));
        Faults.KeepOnly(MessagePrefix, open.Select(one => MessagePrefix + one.Id));
        foreach (var queue in queues)
        {
            if (stopping.IsCancellationRequested) return;
            if (_busy.ContainsKey(queue.Key)) continue;
            var head = queue.First();
            Faults.TryItem(QueuePrefix + queue.Key, () => Advance(head, stopping));
        }
    }

    /// <summary>Ends when nothing is being sent any more.</summary>
    /// <param name="deadline">Ends the waiting for the store.</param>
    public async Task Finish(CancellationToken deadline = default)
    {
        await using var end = deadline.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), _end);
        await Task.WhenAll(_busy.Values);
    }

    public void Dispose() => _end.Dispose();

    private void Advance(Versioned<Delivery> head, CancellationToken stopping)
    {
        try
        {
            AdvanceOn(head, channels.Find(head.Value.ChannelId)?.Value, stopping);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && rules.IsTooOld(head.Value, Now))
        {
            // It has blocked those behind it for long enough.
            Fail(head, head.Value.ChannelId, FaultReason.Of(exception));
        }
    }

    private void AdvanceOn(Versioned<Delivery> head, Channel? channel, CancellationToken stopping)
    {
        if (head.Value.State == DeliveryState.Sending) EndInterrupted(head, channel);
        else if (channel is null) Fail(head, head.Value.ChannelId, "The channel is gone.");
        else if (!channel.Enabled) Fail(head, channel.Name, "The channel is turned off.");
        else if (rules.IsDue(head.Value, Now) && !_pauses.IsPaused(channel)) Begin(head, channel, stopping);
    }

    private void EndInterrupted(Versioned<Delivery> head, Channel? channel)
    {
        // What another run was sending, where there is no other gateway, ended with that run.
        var isOver = DeliveryRules.IsInterrupted(head.Value, Now) || (head.Value.Claimant != _claimant && !deliveries.IsShared);
        if (!isOver) return;
        var canRepeat = channel is not null && senders.CanRepeat(channel);
        var ended = rules.AfterCrash(head.Value, canRepeat, Now);
        if (deliveries.TryChange(head, ended) is not null)
            Log.Interrupted(logger, head.Id, ended.HasEnded ? "is not sent again" : "is sent again under the same id");
    }

    private void Begin(Versioned<Delivery> head, Channel channel, CancellationToken stopping)
    {
        if (deliveries.TryChange(head, DeliveryRules.Claim(head.Value, _claimant, Now)) is not { } claimed) return;

        // There before it begins: it may be over at once.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _busy[channel.Id] = done.Task;
        _ = Task.Run(() => Send(claimed, channel, done, stopping), CancellationToken.None);
    }

    private async Task Send(Versioned<Delivery> claimed, Channel channel, TaskCompletionSource done, CancellationToken stopping)
    {
        var item = MessagePrefix + claimed.Id;
        try
        {
            var outcome = await senders.Send(channel, claimed.Value, stopping);
            if (outcome.IsFault) Faults.Note(item, outcome.Reason!);
            else Faults.Clear(item);
            Faults.TryItem("Pauses of channels", () => _pauses.Note(channel, outcome));
            var ended = rules.After(claimed.Value, outcome, Now);
            await Keep(claimed, ended);
            Report(claimed, ended, channel);
        }
        catch (Exception exception)
        {
            // Nobody waits for this task. The message is found as interrupted.
            Faults.Note(item, exception);
        }
        finally
        {
            _busy.TryRemove(channel.Id, out _);
            done.SetResult();
            signal.Wake();
        }
    }

    /// <summary>Keeps what came of an attempt, as soon as the store takes it.</summary>
    private async Task Keep(Versioned<Delivery> claimed, Delivery ended)
    {
        for (var faults = 0; ;)
        {
            try
            {
                deliveries.TryChange(claimed, ended);
                return;
            }
            catch (Exception exception) when (exception is StoreUnavailableException || faults++ < MaxKeepFaults)
            {
                Log.NotKept(logger, claimed.Id, FaultReason.Of(exception));
            }

            await Task.Delay(StoreRetry, time, _end.Token);
        }
    }

    private void Fail(Versioned<Delivery> head, string channel, string reason)
    {
        var ended = DeliveryRules.End(head.Value, DeliveryState.Failed, reason, Now);
        if (deliveries.TryChange(head, ended) is not null) Log.Failed(logger, head.Id, channel, reason);
    }

    private void Report(Versioned<Delivery> claimed, Delivery ended, Channel channel)
    {
        var isFirst = ended.Attempts <= 1;
        if (ended.State == DeliveryState.Failed) Log.Failed(logger, claimed.Id, channel.Name, ended.Reason);
        else if (ended.State == DeliveryState.Waiting && isFirst) Log.Later(logger, claimed.Id, channel.Name, ended.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2201, Level = LogLevel.Warning,
            Message = "Message {Delivery} was being sent when the gateway ended, and {What}")]
        public static partial void Interrupted(ILogger logger, string delivery, string what);

        [LoggerMessage(
            EventId = 2202, Level = LogLevel.Warning, Message = "Message {Delivery} did not reach channel '{Channel}': {Reason}")]
        public static partial void Failed(ILogger logger, string delivery, string channel, string? reason);

        [LoggerMessage(
            2208, LogLevel.Warning, "Message {Delivery} did not reach channel '{Channel}' and is tried again: {Reason}")]
        public static partial void Later(ILogger logger, string delivery, string channel, string? reason);

        [LoggerMessage(
            EventId = 2203, Level = LogLevel.Warning, Message = "What became of message {Delivery} is kept later: {Reason}")]
        public static partial void NotKept(ILogger logger, string delivery, string reason);
    }
}
