namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The codes that a broker of MQTT 3.1.1 answers a connection with (OASIS MQTT 3.1.1, table 3.1).</summary>
public enum MqttReasonCode
{
    Success = 0,
    ConnectionRefusedUnacceptableProtocolVersion = 1,
    ConnectionRefusedIdentifierRejected = 2,
    ConnectionRefusedServerUnavailable = 3,
    ConnectionRefusedBadUserNameOrPassword = 4,
    ConnectionRefusedNotAuthorized = 5,
}
