using MQTTnet;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

internal static class Codes
{
    /// <summary>MQTTnet tells a 3.1.1 answer in the words of MQTT 5.</summary>
    public static MqttReasonCode Of(MqttClientConnectResultCode code) => code switch
    {
        MqttClientConnectResultCode.Success => MqttReasonCode.Success,
        MqttClientConnectResultCode.UnsupportedProtocolVersion => MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion,
        MqttClientConnectResultCode.ClientIdentifierNotValid => MqttReasonCode.ConnectionRefusedIdentifierRejected,
        MqttClientConnectResultCode.BadUserNameOrPassword => MqttReasonCode.ConnectionRefusedBadUserNameOrPassword,
        MqttClientConnectResultCode.NotAuthorized => MqttReasonCode.ConnectionRefusedNotAuthorized,
        _ => MqttReasonCode.ConnectionRefusedServerUnavailable,
    };
}
