using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Sends to one kind of channel.</summary>
internal interface IChannelSender
{
    /// <summary>Makes one attempt.</summary>
    /// <param name="fields">The channel's fields, in the clear.</param>
    /// <param name="delivery">What to send.</param>
    /// <param name="attempt">Its deadline, and to be told before the first byte of the message goes out.</param>
    Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt);
}
