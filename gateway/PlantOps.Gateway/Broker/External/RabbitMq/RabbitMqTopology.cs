using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Broker.External.Access;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

/// <summary>
/// The queues between RabbitMQ's MQTT plugin and gateways. They must be there before devices publish: what no queue takes
/// RabbitMQ acknowledges to the device and drops.
/// </summary>
internal static class RabbitMqTopology
{
    /// <summary>Where the MQTT plugin puts what devices publish, and takes what they have subscribed to.</summary>
    public const string Exchange = "amq.topic";

    /// <summary>Readings, heartbeats and reported settings, which gateways share; replicated.</summary>
    public const string Shared = "plantops.devices";

    /// <summary>Unacknowledged deliveries of a gateway, as many as a few commits take.</summary>
    public const ushort Prefetch = 5000;

    /// <summary>
    /// What may wait in the shared queue, in bytes; beyond it RabbitMQ takes nothing more, and devices keep what they have. A
    /// policy of RabbitMQ's can set it lower.
    /// </summary>
    public const long MaxBytes = 16L << 30;

    /// <summary>States and answers that may wait for a gateway; older ones go first.</summary>
    private const int MaxOwn = 10_000;

    /// <summary>
    /// From this version on a queue gives a message up that was brought too often, if it is not told otherwise.
    /// </summary>
    private const int VersionWithDeliveryLimit = 4;

    private const int NotEquivalent = 406;

    private static readonly TopicKind[] SharedKinds = [TopicKind.Telemetry, TopicKind.Heartbeat, TopicKind.Reported];

    /// <summary>What each gateway hears.</summary>
    private static readonly TopicKind[] OwnKinds = [TopicKind.Status, TopicKind.CommandAck];

    /// <summary>The routing key of an MQTT topic.</summary>
    public static string RoutingKeyOf(string topic) => topic.Replace('/', '.').Replace('+', '*');

    /// <summary>The MQTT topic of a routing key.</summary>
    public static string TopicOf(string routingKey) => RabbitMqQuestions.TopicOf(routingKey);

    /// <summary>Declares the queue that gateways share, and what goes into it.</summary>
    public static async Task DeclareSharedAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await DeclareSharedQueueAsync(connection, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await BindAsync(channel, Shared, SharedKinds, cancellationToken);
    }

    /// <summary>Declares a queue for this gateway alone, gone with its connection.</summary>
    public static async Task<string> DeclareOwnAsync(IChannel channel, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?> { ["x-max-length"] = MaxOwn };
        var queue = await channel.QueueDeclareAsync(
            string.Empty, durable: false, exclusive: true, autoDelete: true, arguments, cancellationToken: cancellationToken);
        await BindAsync(channel, queue.QueueName, OwnKinds, cancellationToken);
        return queue.QueueName;
    }

    // One that is there with other arguments, of another version or its owner's, is as good.
    private static async Task DeclareSharedQueueAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-overflow"] = "reject-publish",
            ["x-max-length-bytes"] = MaxBytes,
        };
        if (VersionOf(connection) >= VersionWithDeliveryLimit) arguments["x-delivery-limit"] = -1;
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclareAsync(
                Shared, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == NotEquivalent)
        {
            await using var another = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await another.QueueDeclarePassiveAsync(Shared, cancellationToken);
        }
    }

    private static async Task BindAsync(
        IChannel channel, string queue, IEnumerable<TopicKind> kinds, CancellationToken cancellationToken)
    {
        foreach (var kind in kinds)
            await channel.QueueBindAsync(
                queue, Exchange, RoutingKeyOf(DeviceTopic.Format("+", kind)), cancellationToken: cancellationToken);
    }

    private static int VersionOf(IConnection connection) =>
        connection.ServerProperties?.TryGetValue("version", out var said) == true && said is byte[] text
        && Version.TryParse(System.Text.Encoding.ASCII.GetString(text).Split('-', '+')[0], out var version)
            ? version.Major
            : 0;
}
