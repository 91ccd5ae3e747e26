using System.Buffers;
using System.Diagnostics;
using PlantOps.Contracts.Presence;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// Takes what somebody else's broker brings to the ingress. Which device it is from, its topic says: that a device publishes
/// below its own topics only is for the broker to see to. What is from nobody, or on a topic that no device speaks on, is counted
/// and let go of: the broker would bring it again and again.
/// </summary>
internal sealed class ExternalPublishes(
    Ingress ingress, DevicePresence presence, StoredNotices notices, DesiredOnReport desired, BrokerMetrics metrics,
    TimeProvider time)
{
    private static readonly Principal Broker = Principal.Integration("broker");

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes a publish; waits while too much waits for the disk.</summary>
    /// <param name="topic">The topic that it was published to.</param>
    /// <param name="payload">Its content; not read any more once this returns.</param>
    /// <param name="isRetained">Whether it is from earlier, and the broker has kept it.</param>
    /// <param name="receipt">
    /// Is told once the broker may let go of it: at once, or on the writer's thread when it is on disk. Where it is told nothing
    /// the broker has to bring it again.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns><see langword="false"/> once the gateway stops and takes no more: its receipt is told nothing.</returns>
    public async ValueTask<bool> TakeAsync(
        string topic, ReadOnlySequence<byte> payload, bool isRetained, IReceipt receipt, CancellationToken cancellationToken)
    {
        if (ingress.Route(Broker, topic) is not { } route || route.Device.RetiredAt is not null)
        {
            metrics.Refused(DeviceTopic.Parse(topic) is null ? "foreign_topic" : "unknown_device");
            LetGo(receipt);
            return true;
        }

        if (route.Kind == TopicKind.Status)
        {
            Status(route.Device, payload, isRetained);
            if (isRetained)
            {
                LetGo(receipt);
                return true;
            }
        }

        // A device without a status is there as long as it says something.
        if (!presence.SaysStatus(route.Device.Number)) presence.Posted(route.Device.Number, Now);
        var numbers = route.Kind == TopicKind.Telemetry ? ReadingNumbers.In(payload) : ReadingNumbers.None;
        var own = new Receipt(receipt, notices, metrics, route.Device.Id, numbers);
        var outcome = await ingress.TakeAsync(route, new InboundPublish(Broker, topic, payload, own), cancellationToken);
        if (route.Kind == TopicKind.Reported && outcome == PublishOutcome.Taken) desired.Reported(route.Device);
        return outcome != PublishOutcome.Stopping;
    }

    // A device's word for it, or the broker's, which has its last will.
    private void Status(Device device, ReadOnlySequence<byte> payload, bool isRetained)
    {
        if (DeviceStatus.Parse(payload.ToArray(), out _) is not { } state) return;
        presence.SaysConnected(device.Number, state == DeviceStatus.Online, isRetained ? null : Now);
    }

    private static void LetGo(IReceipt receipt)
    {
        receipt.Stored();
        receipt.GroupStored();
    }

    /// <summary>Lets the broker let go of it, and tells the device which of its readings are on disk.</summary>
    private sealed class Receipt(
        IReceipt broker, StoredNotices notices, BrokerMetrics metrics, string device, ReadingNumbers numbers) : IPublishReceipt
    {
        private readonly long _receivedAt = Stopwatch.GetTimestamp();

        // Kept aside, or one too many of those: the same again would be no better.
        public void Unreadable(string? reason)
        {
        }

        public void Stored()
        {
            notices.Add(device, numbers);
            broker.Stored();
        }

        public void GroupStored()
        {
            if (!numbers.IsEmpty) notices.Send();
            broker.GroupStored();
            metrics.Acknowledged(Stopwatch.GetElapsedTime(_receivedAt));
        }
    }
}
