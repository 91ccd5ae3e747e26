using System.Diagnostics.CodeAnalysis;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>A kind of notification channel: everything that the gateway, its API and its command line know of it.</summary>
internal abstract class ChannelKind
{
    /// <summary>On the wire and in the record: it is never changed.</summary>
    public required string Name { get; init; }

    /// <summary>For people, within a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>What a channel of it needs, in the order in which it is shown.</summary>
    public required IReadOnlyList<ChannelField> Fields { get; init; }

    /// <summary>Whether the same delivery sent twice arrives once.</summary>
    public bool CanRepeat { get; init; }

    /// <summary>
    /// What is wrong with fields that are each right by themselves, by the name of the field; given their values, and whether
    /// messages may go to the local network.
    /// </summary>
    public Func<IReadOnlyDictionary<string, string>, bool, IReadOnlyDictionary<string, string>>? Check { get; init; }

    /// <summary>Makes what sends to channels of it.</summary>
    public abstract IChannelSender Sender(IServiceProvider services);
}

/// <summary>A kind of channel, and who sends to it: made with the services that its constructor asks for.</summary>
internal sealed class ChannelKind<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSender> : ChannelKind
    where TSender : IChannelSender
{
    public override IChannelSender Sender(IServiceProvider services) => ActivatorUtilities.CreateInstance<TSender>(services);
}
