using System.Buffers;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>A message as it arrived, whichever broker brought it.</summary>
/// <param name="Principal">Who published it, or who says that a device did.</param>
/// <param name="Topic">The topic that it was published to.</param>
/// <param name="Payload">Its content; not read any more once <see cref="Ingress"/> has taken it.</param>
/// <param name="Receipt">Where its sender waits.</param>
internal readonly record struct InboundPublish(
    Principal Principal, string Topic, ReadOnlySequence<byte> Payload, IPublishReceipt Receipt);

/// <summary>Which device a publish is from, and what it carries.</summary>
internal readonly record struct PublishRoute(Device Device, TopicKind Kind)
{
    /// <summary>
    /// Whether it goes to disk before it is acknowledged: readings, and what arrives on a topic below the device's own that
    /// this version does not know.
    /// </summary>
    public bool IsStored => Kind is TopicKind.Telemetry or TopicKind.Unknown;
}

/// <summary>Where a publish's sender waits for what became of it.</summary>
internal interface IPublishReceipt : IReceipt
{
    /// <summary>The message cannot be read. Called before it is said to be stored.</summary>
    /// <param name="reason">What is wrong with it; <see langword="null"/> where it is not even kept.</param>
    void Unreadable(string? reason);
}

/// <summary>The receipt of a sender that waits for nothing, as at QoS 0.</summary>
internal sealed class Unacknowledged : IPublishReceipt
{
    public static readonly Unacknowledged Instance = new();

    public void Unreadable(string? reason)
    {
    }

    public void Stored()
    {
    }

    public void GroupStored()
    {
    }
}

internal enum PublishOutcome
{
    /// <summary>It was read. Its receipt is told at once, or once what it says is on disk.</summary>
    Taken,

    /// <summary>
    /// It cannot be read. What is kept of it is on its way to disk, and its receipt is told like that of any other.
    /// </summary>
    Unreadable,

    /// <summary>Its principal may not publish there; its receipt is told nothing.</summary>
    Forbidden,

    /// <summary>The gateway stops and takes nothing more; its receipt is told nothing.</summary>
    Stopping,
}
