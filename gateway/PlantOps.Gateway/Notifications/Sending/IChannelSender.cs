using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Speaks to one kind of channel.</summary>
internal interface IChannelSender
{
    ChannelKind Kind { get; }

    /// <summary>Whether the same delivery sent twice arrives once.</summary>
    bool CanRepeat { get; }

    /// <summary>Makes one attempt.</summary>
    Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt);
}
