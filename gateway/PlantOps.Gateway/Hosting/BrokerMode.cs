using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Hosting;

/// <summary>Which broker devices connect to, <c>Broker:Mode</c>.</summary>
internal static class BrokerMode
{
    public static readonly Setting Setting = new(
        "Broker:Mode", "embedded", "embedded, mqtt or rabbitmq",
        "Which broker devices connect to: the gateway's own, or one of yours that the gateway is a client of (docs/fleet.md).");

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
        : $"{Setting.Key} must be {Setting.Values}, but is '{text}'.";

    private static string? TextIn(IConfiguration configuration) =>
        configuration[Setting.Key] is { Length: > 0 } text ? text : null;
}
