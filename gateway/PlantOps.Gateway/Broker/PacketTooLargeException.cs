using MQTTnet.Exceptions;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Broker;

internal sealed class PacketTooLargeException(int bytes)
    : MqttProtocolViolationException($"A packet of {bytes} bytes; at most {Limits.MaxPacketBytes} are accepted.");
