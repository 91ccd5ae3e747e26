namespace nanoFramework.M2Mqtt.Messages;

public enum MqttQoSLevel
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
    GrantedFailure = 0x80,
}
