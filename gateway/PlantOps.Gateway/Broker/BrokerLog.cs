using MQTTnet.Diagnostics.Logger;

namespace PlantOps.Gateway.Broker;

/// <summary>The MQTT server's own messages, in the gateway's log: what it warns of is a client's doing, hence debug.</summary>
internal sealed partial class BrokerLog(ILogger<BrokerLog> logger) : IMqttNetLogger
{
    public bool IsEnabled => logger.IsEnabled(LogLevel.Error);

    public void Publish(MqttNetLogLevel logLevel, string source, string message, object[] parameters, Exception? exception)
    {
        if (logLevel < MqttNetLogLevel.Warning) return;
        var text = parameters is { Length: > 0 } ? string.Format(null, message, parameters) : message;
        if (logLevel == MqttNetLogLevel.Error)
        {
            Log.ServerError(logger, text, exception);
        }
        else
        {
            Log.ServerWarning(logger, text, exception?.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Error, "MQTT: {Message}")]
        public static partial void ServerError(ILogger logger, string message, Exception? exception);

        [LoggerMessage(3102, LogLevel.Debug, "MQTT: {Message} {Cause}")]
        public static partial void ServerWarning(ILogger logger, string message, string? cause);
    }
}
