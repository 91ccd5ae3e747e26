namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>
/// What RabbitMQ's <c>rabbitmq_auth_backend_http</c> asks, in its own terms: an MQTT topic is a routing key with dots, a
/// subscription a queue that has the client's name in it, and both go over the exchange <c>amq.topic</c>.
/// </summary>
internal sealed class RabbitMqQuestions(BrokerAccess access)
{
    private const string VirtualHost = "/";
    private const string Exchange = "amq.topic";
    private const string SubscriptionPrefix = "mqtt-subscription-";

    // RabbitMQ ends the name of a subscription's queue with its QoS.
    private static readonly string[] SubscriptionEnds = ["qos0", "qos1"];

    /// <summary>
    /// The answer to who somebody is: gateways are administrators, or they could end nobody's connection.
    /// </summary>
    public string User(string? username, string? password, string? clientId) => access.Enter(username, password, clientId) switch
    {
        BrokerGuest.Gateway => "allow administrator",
        BrokerGuest.Client => "allow",
        _ => "deny",
    };

    public bool MayEnter(string? username, string? virtualHost) => virtualHost == VirtualHost && access.IsKnown(username);

    /// <param name="username">Who, known by now.</param>
    /// <param name="kind"><c>exchange</c> or <c>queue</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="permission"><c>configure</c>, <c>write</c> or <c>read</c>.</param>
    public bool MayUse(string? username, string? kind, string? name, string? permission) => access.IsGateway(username)
        || (access.IsKnown(username) && kind switch
        {
            "exchange" => name == Exchange && permission is "write" or "read",
            "queue" => name is not null && IsSubscriptionOf(username!, name),
            _ => false,
        });

    /// <param name="username">Who, known by now.</param>
    /// <param name="exchange">Where.</param>
    /// <param name="permission"><c>write</c> to publish, <c>read</c> to subscribe.</param>
    /// <param name="routingKey">The topic, or the filter.</param>
    public bool MayRoute(string? username, string? exchange, string? permission, string? routingKey)
    {
        if (access.IsGateway(username)) return true;
        if (exchange != Exchange || routingKey is null) return false;
        return permission switch
        {
            "write" => access.MayPublish(username, TopicOf(routingKey)),
            "read" => access.MaySubscribe(username, TopicOf(routingKey).Replace('*', '+')),
            _ => false,
        };
    }

    /// <summary>The MQTT topic of a routing key. No id has a dot in it, and so none is taken for another.</summary>
    public static string TopicOf(string routingKey) => routingKey.Replace('.', '/');

    private static bool IsSubscriptionOf(string id, string queue) =>
        queue.StartsWith(SubscriptionPrefix, StringComparison.Ordinal)
        && SubscriptionEnds.Any(
            end => queue.EndsWith(end, StringComparison.Ordinal) && queue.Length > SubscriptionPrefix.Length + end.Length
            && BrokerAccess.IsOwnClient(id, queue[SubscriptionPrefix.Length..^end.Length]));
}
