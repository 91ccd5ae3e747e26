using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Hosting;

/// <summary>Which broker devices connect to, <c>Broker:Mode</c>.</summary>
internal static class BrokerMode
{
    /// <summary>The gateway's own.</summary>
    public const string Embedded = "embedded";

    /// <summary>Any MQTT 5 broker with shared subscriptions.</summary>
    public const string Mqtt = "mqtt";

    /// <summary>RabbitMQ, which the gateway reads by AMQP.</summary>
    public const string RabbitMq = "rabbitmq";

    private static readonly string[] All = [Embedded, Mqtt, RabbitMq];

    /// <summary>What is configured; the gateway's own where that is none of them.</summary>
    public static string In(IConfiguration configuration) =>
        All.FirstOrDefault(mode => mode.Equals(TextIn(configuration), StringComparison.OrdinalIgnoreCase)) ?? Embedded;

    public static bool IsEmbedded(IConfiguration configuration) => In(configuration) == Embedded;

    /// <summary>What is wrong with what is configured; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(IConfiguration configuration) =>
        TextIn(configuration) is not { } text || All.Contains(text, StringComparer.OrdinalIgnoreCase) ? null
        : $"{GatewaySettings.BrokerMode.Key} must be {GatewaySettings.BrokerMode.Values}, but is '{text}'.";

    private static string? TextIn(IConfiguration configuration) =>
        configuration[GatewaySettings.BrokerMode.Key] is { Length: > 0 } text ? text : null;
}
