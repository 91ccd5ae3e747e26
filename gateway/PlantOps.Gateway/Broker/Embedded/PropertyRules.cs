using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>The properties of a MQTT 5 packet (MQTT 5, 2.2.2): which may be where, each once, with values that exist.</summary>
internal static class PropertyRules
{
    /// <summary>A will's properties have rules of their own, though they are part of CONNECT.</summary>
    public const int Will = 16;

    // By property id, the packets of a client that may carry it: a bit for each packet type, and for a will.
    private static readonly int[] Carriers = MakeCarriers();

    /// <summary>Reads the properties and gives back the session expiry interval, where there is one.</summary>
    public static uint? Check(ref FieldReader packet, int carrier)
    {
        var properties = packet.Part(packet.VariableInt());
        var seen = 0UL;
        uint? expiry = null;
        while (!properties.IsAtEnd)
        {
            var id = properties.VariableInt();
            if (id >= Carriers.Length || (Carriers[id] & (1 << carrier)) == 0)
                throw RefusedPacketException.NotAllowed($"Property {id} in a packet that has none of that kind.");
            if (id != (int)MqttPropertyId.UserProperty && (seen & (1UL << id)) != 0)
                throw RefusedPacketException.NotAllowed($"Property {id} twice.");
            seen |= 1UL << id;
            var value = Read(ref properties, (MqttPropertyId)id);
            if (id == (int)MqttPropertyId.SessionExpiryInterval) expiry = value;
        }

        return expiry;
    }

    private static uint Read(ref FieldReader properties, MqttPropertyId id)
    {
        switch (id)
        {
            case MqttPropertyId.PayloadFormatIndicator or MqttPropertyId.RequestProblemInformation
                or MqttPropertyId.RequestResponseInformation:
                return properties.Byte() is var flag and <= 1
                    ? flag
                    : throw RefusedPacketException.NotAllowed($"{id} is neither 0 nor 1.");
            case MqttPropertyId.TopicAlias:
                return properties.UInt16() is var alias and not 0
                    ? alias
                    : throw RefusedPacketException.Malformed(MqttDisconnectReasonCode.TopicAliasInvalid, "A topic alias of 0.");
            case MqttPropertyId.ReceiveMaximum:
                return NotZero(id, properties.UInt16());
            case MqttPropertyId.TopicAliasMaximum:
                return properties.UInt16();
            case MqttPropertyId.MaximumPacketSize:
                return NotZero(id, properties.UInt32());
            case MqttPropertyId.MessageExpiryInterval or MqttPropertyId.SessionExpiryInterval or MqttPropertyId.WillDelayInterval:
                return properties.UInt32();
            case MqttPropertyId.SubscriptionIdentifier:
                return NotZero(id, (uint)properties.VariableInt());
            case MqttPropertyId.CorrelationData or MqttPropertyId.AuthenticationData:
                return (uint)properties.Binary().Length;
            case MqttPropertyId.UserProperty:
                return (uint)(properties.Text().Length + properties.Text().Length);
            case MqttPropertyId.ResponseTopic:
                return PacketRules.Topic(properties.Text());
            default:
                return (uint)properties.Text().Length;
        }
    }

    private static uint NotZero(MqttPropertyId id, uint value) =>
        value != 0 ? value : throw RefusedPacketException.NotAllowed($"{id} is 0.");

    private static int[] MakeCarriers()
    {
        const int Connect = 1 << (int)MqttControlPacketType.Connect;
        const int Publish = 1 << (int)MqttControlPacketType.Publish;
        const int Acknowledgements = (1 << (int)MqttControlPacketType.PubAck) | (1 << (int)MqttControlPacketType.PubRec)
            | (1 << (int)MqttControlPacketType.PubRel) | (1 << (int)MqttControlPacketType.PubComp);
        const int Subscribe = 1 << (int)MqttControlPacketType.Subscribe;
        const int Unsubscribe = 1 << (int)MqttControlPacketType.Unsubscribe;
        const int Disconnect = 1 << (int)MqttControlPacketType.Disconnect;
        const int Auth = 1 << (int)MqttControlPacketType.Auth;
        const int OfWill = 1 << Will;
        var carriers = new int[(int)MqttPropertyId.SharedSubscriptionAvailable + 1];
        carriers[(int)MqttPropertyId.PayloadFormatIndicator] = Publish | OfWill;
        carriers[(int)MqttPropertyId.MessageExpiryInterval] = Publish | OfWill;
        carriers[(int)MqttPropertyId.ContentType] = Publish | OfWill;
        carriers[(int)MqttPropertyId.ResponseTopic] = Publish | OfWill;
        carriers[(int)MqttPropertyId.CorrelationData] = Publish | OfWill;
        carriers[(int)MqttPropertyId.SubscriptionIdentifier] = Subscribe;
        carriers[(int)MqttPropertyId.SessionExpiryInterval] = Connect | Disconnect;
        carriers[(int)MqttPropertyId.AuthenticationMethod] = Connect | Auth;
        carriers[(int)MqttPropertyId.AuthenticationData] = Connect | Auth;
        carriers[(int)MqttPropertyId.RequestProblemInformation] = Connect;
        carriers[(int)MqttPropertyId.WillDelayInterval] = OfWill;
        carriers[(int)MqttPropertyId.RequestResponseInformation] = Connect;
        carriers[(int)MqttPropertyId.ReasonString] = Acknowledgements | Disconnect | Auth;
        carriers[(int)MqttPropertyId.ReceiveMaximum] = Connect;
        carriers[(int)MqttPropertyId.TopicAliasMaximum] = Connect;
        carriers[(int)MqttPropertyId.TopicAlias] = Publish;
        carriers[(int)MqttPropertyId.MaximumPacketSize] = Connect;
        carriers[(int)MqttPropertyId.UserProperty] =
            Connect | Publish | Acknowledgements | Subscribe | Unsubscribe | Disconnect | Auth | OfWill;
        return carriers;
    }
}
