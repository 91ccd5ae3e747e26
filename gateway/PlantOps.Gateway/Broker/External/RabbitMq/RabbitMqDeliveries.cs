using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

/// <summary>One acknowledgement, by the tag of the last, is for all deliveries that are due.</summary>
internal sealed class RabbitMqDeliveries(IChannel channel) : BrokerDeliveries<ulong>
{
    protected override async Task AcknowledgeAsync(IReadOnlyList<ulong> due) => await channel.BasicAckAsync(due[^1], multiple: true);

    // Then it all comes again, here or at another gateway.
    protected override bool IsLost(Exception exception) => exception is RabbitMQClientException or IOException;
}
