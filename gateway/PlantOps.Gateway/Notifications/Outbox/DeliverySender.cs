using System.Collections.Concurrent;
using System.Security.Cryptography;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Storage.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>
/// Sends what waits: a channel's messages one after the other in their order, channels beside each other. That a message
/// is being sent is on disk before the request goes out.
/// </summary>
internal sealed partial class DeliverySender(
    DeliveryStore deliveries, ChannelStore channels, ChannelSenders senders, DeliveryRules rules, SenderTools tools)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    private readonly string _claimant = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly ConcurrentDictionary<string, Task> _busy = new();

    /// <summary>Begins what can be sent now.</summary>
    /// <param name="stopping">Ends the waiting for the store, not a request that is under way.</param>
    public void Run(CancellationToken stopping)
    {
        foreach (var queue in deliveries.Open.GroupBy(one => one.Value.ChannelId))
        {
            if (_busy.ContainsKey(queue.Key)) continue;
            var head = queue.First();
            var channel = channels.Find(queue.Key)?.Value;
            if (head.Value.State == DeliveryState.Sending) EndInterrupted(head, channel);
            else if (channel is null) deliveries.TryChange(head, DeliveryRules.End(head.Value, DeliveryState.Failed, "The channel is gone.", tools.Now));
            else if (!channel.Enabled) deliveries.TryChange(head, DeliveryRules.End(head.Value, DeliveryState.Failed, "The channel is turned off.", tools.Now));
            else if (rules.IsDue(head.Value, tools.Now) && !tools.Pauses.IsPaused(channel)) Begin(head, channel, stopping);
        }
    }

    /// <summary>Ends when nothing is being sent any more.</summary>
    public Task Finish() => Task.WhenAll(_busy.Values);

    private void EndInterrupted(Kept<Delivery> head, Channel? channel)
    {
        // What another run was sending, where there is no other gateway, ended with that run.
        var isOver = DeliveryRules.IsInterrupted(head.Value, tools.Now) || (head.Value.Claimant != _claimant && !deliveries.IsShared);
        if (!isOver) return;
        var canRepeat = channel is not null && senders.Of(channel.Kind).CanRepeat;
        if (deliveries.TryChange(head, DeliveryRules.AfterCrash(head.Value, canRepeat, tools.Now)) is not null)
            Log.Interrupted(tools.Logger, head.Id, canRepeat ? "is sent again under the same id" : "is not sent again");
    }

    private void Begin(Kept<Delivery> head, Channel channel, CancellationToken stopping)
    {
        if (deliveries.TryChange(head, DeliveryRules.Claim(head.Value, _claimant, tools.Now)) is not { } claimed) return;
        _busy[channel.Id] = Task.Run(() => Send(claimed, channel, stopping), CancellationToken.None);
    }

    private async Task Send(Kept<Delivery> claimed, Channel channel, CancellationToken stopping)
    {
        try
        {
            var outcome = await senders.Send(channel, claimed.Value);
            tools.Pauses.Note(channel, outcome);
            var ended = rules.After(claimed.Value, outcome, tools.Now);
            await Keep(claimed, ended, stopping);
            if (ended.State == DeliveryState.Failed) Log.Failed(tools.Logger, claimed.Id, channel.Name, ended.Reason);
        }
        catch (OperationCanceledException)
        {
            // The store did not come back before the gateway ended; it is found as interrupted.
        }
        finally
        {
            _busy.TryRemove(channel.Id, out _);
            tools.Signal.Wake();
        }
    }

    private async Task Keep(Kept<Delivery> claimed, Delivery ended, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                deliveries.TryChange(claimed, ended);
                return;
            }
            catch (StoreUnavailableException exception)
            {
                Log.NotKept(tools.Logger, claimed.Id, exception.Message);
            }

            await Task.Delay(StoreRetry, tools.Time, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "Message {Delivery} was being sent when the gateway ended, and {What}")]
        public static partial void Interrupted(ILogger logger, string delivery, string what);

        [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "Message {Delivery} did not reach channel '{Channel}': {Reason}")]
        public static partial void Failed(ILogger logger, string delivery, string channel, string? reason);

        [LoggerMessage(EventId = 2203, Level = LogLevel.Warning, Message = "What became of message {Delivery} is kept later: {Reason}")]
        public static partial void NotKept(ILogger logger, string delivery, string reason);
    }
}

/// <summary>What a sender needs beside the messages.</summary>
internal sealed record SenderTools(ChannelPauses Pauses, NotificationSignal Signal, TimeProvider Time, ILogger<DeliverySender> Logger)
{
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
