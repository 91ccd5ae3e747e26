using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>What a CONNECT must be like (MQTT 3.1.1 and 5, 3.1).</summary>
internal static class ConnectRules
{
    private const byte UnacceptableVersion = 1;
    private const byte IdentifierRejected = 2;

    /// <summary>mosquitto's bridges say with this bit that they are bridges.</summary>
    private const int BridgeBit = 0x80;

    /// <summary>Reads a CONNECT and gives back its session expiry interval, where it has one.</summary>
    /// <exception cref="RefusedPacketException">It breaks a rule.</exception>
    public static uint? Check(ref FieldReader packet)
    {
        var name = packet.Text();
        var level = packet.Byte() & ~BridgeBit;
        var isKnown = name.SequenceEqual("MQTT"u8) ? level is 4 or 5 : name.SequenceEqual("MQIsdp"u8) && level == 3;
        if (!isKnown) throw RefusedPacketException.NotConnected(UnacceptableVersion, "A version of MQTT that is not known here.");

        var flags = packet.Byte();
        CheckFlags(flags, level);
        packet.UInt16();
        var isVersion5 = level == 5;
        var expiry = isVersion5 ? PropertyRules.Check(ref packet, (int)MqttControlPacketType.Connect) : null;
        var isClean = (flags & 0x02) != 0;
        if (packet.Text().IsEmpty && !isVersion5 && !isClean)
            throw RefusedPacketException.NotConnected(IdentifierRejected, "No client id, and a session to be kept.");

        CheckPayload(ref packet, flags, isVersion5);
        return expiry;
    }

    private static void CheckFlags(byte flags, int level)
    {
        var hasWill = (flags & 0x04) != 0;
        if ((flags & 0x01) != 0) throw RefusedPacketException.Malformed("A reserved flag that is set.");
        if ((flags & 0x18) == 0x18) throw RefusedPacketException.Malformed("A will with a quality of service of 3.");
        if (!hasWill && (flags & 0x38) != 0) throw RefusedPacketException.Malformed("Flags of a will that is not there.");
        if (level < 5 && (flags & 0xC0) == 0x40) throw RefusedPacketException.Malformed("A password without a user name.");
    }

    private static void CheckPayload(ref FieldReader packet, byte flags, bool isVersion5)
    {
        if ((flags & 0x04) != 0)
        {
            if (isVersion5) PropertyRules.Check(ref packet, PropertyRules.Will);
            if (PacketRules.Topic(packet.Text()) == 0) throw RefusedPacketException.Malformed("A will without a topic.");
            packet.Binary();
        }

        if ((flags & 0x80) != 0) packet.Text();
        if ((flags & 0x40) != 0) packet.Binary();
        packet.End();
    }
}
