using System.Buffers.Binary;
using System.Text;

namespace PlantOps.Attack.Wire;

/// <summary>A packet as it came.</summary>
internal sealed record MqttPacket(byte First, byte[] Body)
{
    public int Type => First >> 4;

    /// <summary>CONNACK's return or reason code.</summary>
    public int ConnectCode => Body[1];

    /// <summary>Of an acknowledgement.</summary>
    public int Identifier => BinaryPrimitives.ReadUInt16BigEndian(Body);

    public int PublicationQuality => (First >> 1) & 3;

    public string PublicationTopic => Encoding.UTF8.GetString(Body, 2, TopicLength);

    /// <summary>Of a publication with QoS 1 or 2.</summary>
    public int PublicationIdentifier => BinaryPrimitives.ReadUInt16BigEndian(Body.AsSpan(2 + TopicLength));

    private int TopicLength => BinaryPrimitives.ReadUInt16BigEndian(Body);
}
