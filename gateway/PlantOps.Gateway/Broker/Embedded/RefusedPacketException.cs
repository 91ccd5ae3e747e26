using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>A packet that ends its connection.</summary>
/// <param name="reason">What a MQTT 5 client is told.</param>
/// <param name="kind">How it is counted: one of a fixed few.</param>
/// <param name="message">What is wrong with it; none of the client's own words.</param>
internal sealed class RefusedPacketException(MqttDisconnectReasonCode reason, string kind, string message)
    : MqttProtocolViolationException(message)
{
    public MqttDisconnectReasonCode Reason { get; } = reason;

    public string Kind { get; } = kind;

    /// <summary>Set where a client of before MQTT 5 that asks for a connection is answered no with this return code.</summary>
    public byte? ConnectReturnCode { get; init; }

    /// <summary>It cannot be parsed (MQTT 5, 4.13.1).</summary>
    public static RefusedPacketException Malformed(string message) =>
        Malformed(MqttDisconnectReasonCode.MalformedPacket, message);

    public static RefusedPacketException Malformed(MqttDisconnectReasonCode reason, string message) =>
        new(reason, "malformed", message);

    /// <summary>It can be parsed and is not allowed (MQTT 5, 4.13.1).</summary>
    public static RefusedPacketException NotAllowed(string message) => Malformed(MqttDisconnectReasonCode.ProtocolError, message);

    /// <summary>A CONNECT that is answered no.</summary>
    public static RefusedPacketException NotConnected(byte returnCode, string message) =>
        new(MqttDisconnectReasonCode.ProtocolError, "malformed", message) { ConnectReturnCode = returnCode };

    public static RefusedPacketException TooLarge(int bytes, int most) => new(
        MqttDisconnectReasonCode.PacketTooLarge, "too_large", $"A packet of {bytes} bytes; at most {most} are accepted.");
}
