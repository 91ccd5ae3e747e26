using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// The MQTT server's own messages, in the gateway's log. What it calls an error is mostly a client that broke off or does not
/// speak MQTT: that is debug, without a stack. An exception that no client can cause is the gateway's own fault.
/// </summary>
internal sealed partial class BrokerLog(ILogger<BrokerLog> logger) : IMqttNetLogger
{
    public bool IsEnabled => logger.IsEnabled(LogLevel.Error);

    public void Publish(MqttNetLogLevel logLevel, string source, string message, object[] parameters, Exception? exception)
    {
        if (logLevel < MqttNetLogLevel.Warning) return;
        var isOurs = logLevel == MqttNetLogLevel.Error && !IsOfAClient(exception);
        if (!isOurs && !logger.IsEnabled(LogLevel.Debug)) return;
        var text = ClientText.Clean(parameters is { Length: > 0 } ? string.Format(null, message, parameters) : message);
        if (isOurs)
        {
            Log.ServerError(logger, text, exception);
        }
        else
        {
            Log.ServerWarning(logger, text, exception is null ? null : ClientText.Clean(exception.Message));
        }
    }

    /// <summary>Whether the exception is what a client did, or a connection that broke.</summary>
    internal static bool IsOfAClient(Exception? exception) => exception
        is MqttCommunicationException or MqttProtocolViolationException or SocketException or OperationCanceledException
        or ObjectDisposedException or AuthenticationException
        or (IOException and not StoreUnavailableException and not CorruptBucketException);

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Error, "MQTT: {Message}")]
        public static partial void ServerError(ILogger logger, string message, Exception? exception);

        [LoggerMessage(3102, LogLevel.Debug, "MQTT: {Message} {Cause}")]
        public static partial void ServerWarning(ILogger logger, string message, string? cause);
    }
}
