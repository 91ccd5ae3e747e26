namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>The socket or its TLS could not be opened.</summary>
public class MqttConnectionException(string message, Exception innerException) : Exception(message, innerException);
