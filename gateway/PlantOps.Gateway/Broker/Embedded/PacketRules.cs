using System.Buffers;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>What a packet must be like before it is decoded: MQTTnet takes much that the specification does not.</summary>
internal static class PacketRules
{
    /// <summary>Checks a whole packet.</summary>
    /// <param name="header">Its first byte: type and flags.</param>
    /// <param name="body">What follows its length.</param>
    /// <param name="version">What the connection speaks; unknown before CONNECT.</param>
    /// <returns>The session expiry interval of a CONNECT or DISCONNECT that has one.</returns>
    /// <exception cref="RefusedPacketException">It breaks a rule.</exception>
    public static uint? Check(byte header, in ReadOnlySequence<byte> body, MqttProtocolVersion version)
    {
        var packet = new FieldReader(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
        var type = (MqttControlPacketType)(header >> 4);
        var flags = header & 0x0F;
        var isVersion5 = version == MqttProtocolVersion.V500;
        // MQTT 3.1 also has the flag of a repeat.
        var reserved = version == MqttProtocolVersion.V310 ? flags & ~8 : flags;
        if (type != MqttControlPacketType.Publish && reserved != ReservedFlags(type))
            throw RefusedPacketException.Malformed("Reserved flags that are set.");
        switch (type)
        {
            case MqttControlPacketType.Connect:
                return ConnectRules.Check(ref packet);
            case MqttControlPacketType.Publish:
                CheckPublish(ref packet, flags, isVersion5);
                break;
            case MqttControlPacketType.PubAck or MqttControlPacketType.PubRec or MqttControlPacketType.PubRel
                or MqttControlPacketType.PubComp:
                packet.PacketIdentifier();
                CheckReason(ref packet, type, isVersion5);
                break;
            case MqttControlPacketType.Subscribe:
                CheckSubscribe(ref packet, isVersion5);
                break;
            case MqttControlPacketType.Unsubscribe:
                CheckUnsubscribe(ref packet, isVersion5);
                break;
            case MqttControlPacketType.PingReq:
                packet.End();
                break;
            case MqttControlPacketType.Disconnect:
                return CheckReason(ref packet, type, isVersion5);
            case MqttControlPacketType.Auth when isVersion5:
                CheckReason(ref packet, type, isVersion5);
                break;
            default:
                throw RefusedPacketException.NotAllowed("A packet that clients do not send.");
        }

        return null;
    }

    /// <summary>Checks the name of a topic; its length.</summary>
    public static uint Topic(ReadOnlySpan<byte> topic) => topic.IndexOfAny((byte)'+', (byte)'#') < 0
        ? (uint)topic.Length
        : throw RefusedPacketException.Malformed(MqttDisconnectReasonCode.TopicNameInvalid, "A topic name with a wildcard.");

    private static int ReservedFlags(MqttControlPacketType type) =>
        type is MqttControlPacketType.PubRel or MqttControlPacketType.Subscribe or MqttControlPacketType.Unsubscribe ? 2 : 0;

    private static void CheckPublish(ref FieldReader packet, int flags, bool isVersion5)
    {
        var qos = (flags >> 1) & 3;
        if (qos == 3) throw RefusedPacketException.Malformed("A quality of service of 3.");
        if (qos == 0 && (flags & 8) != 0) throw RefusedPacketException.Malformed("A duplicate at quality of service 0.");
        // Without a topic a MQTT 5 publish has an alias; whether that is known is seen later.
        if (Topic(packet.Text()) == 0 && !isVersion5) throw RefusedPacketException.Malformed("A publish without a topic.");
        if (qos > 0) packet.PacketIdentifier();
        if (isVersion5) PropertyRules.Check(ref packet, (int)MqttControlPacketType.Publish);
    }

    private static uint? CheckReason(ref FieldReader packet, MqttControlPacketType type, bool isVersion5)
    {
        uint? expiry = null;
        if (isVersion5 && !packet.IsAtEnd)
        {
            packet.Byte();
            if (!packet.IsAtEnd) expiry = PropertyRules.Check(ref packet, (int)type);
        }

        packet.End();
        return expiry;
    }

    private static void CheckSubscribe(ref FieldReader packet, bool isVersion5)
    {
        packet.PacketIdentifier();
        if (isVersion5) PropertyRules.Check(ref packet, (int)MqttControlPacketType.Subscribe);
        if (packet.IsAtEnd) throw RefusedPacketException.NotAllowed("A SUBSCRIBE without a topic filter.");
        while (!packet.IsAtEnd)
        {
            CheckFilter(packet.Text());
            var options = packet.Byte();
            // Before MQTT 5 only the quality of service; since then also how to handle what is retained, which has no 3.
            var isReserved = (options & (isVersion5 ? 0xC0 : 0xFC)) != 0 || (options & 3) == 3 || (options & 0x30) == 0x30;
            if (isReserved) throw RefusedPacketException.Malformed("Subscription options that do not exist.");
        }
    }

    private static void CheckUnsubscribe(ref FieldReader packet, bool isVersion5)
    {
        packet.PacketIdentifier();
        if (isVersion5) PropertyRules.Check(ref packet, (int)MqttControlPacketType.Unsubscribe);
        if (packet.IsAtEnd) throw RefusedPacketException.NotAllowed("An UNSUBSCRIBE without a topic filter.");
        while (!packet.IsAtEnd) CheckFilter(packet.Text());
    }

    // A wildcard fills its level, and # is the last one (MQTT 5, 4.7.1).
    private static void CheckFilter(ReadOnlySpan<byte> filter)
    {
        var isValid = filter.Length > 0;
        for (var i = 0; i < filter.Length; i++)
        {
            if (filter[i] is not ((byte)'+' or (byte)'#')) continue;
            isValid &= i == 0 || filter[i - 1] == '/';
            isValid &= i == filter.Length - 1 || (filter[i] == '+' && filter[i + 1] == '/');
        }

        if (!isValid)
            throw RefusedPacketException.Malformed(MqttDisconnectReasonCode.TopicFilterInvalid, "A wrong topic filter.");
    }
}
