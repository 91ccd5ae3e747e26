using System.Text;

namespace PlantOps.Benchmarks.Load;

/// <summary>
/// A QoS 1 PUBLISH of one reading, encoded once. Sequence and time have a fixed number of digits and are written over
/// in place, so that the load costs as little as it can beside the server that it measures.
/// </summary>
internal sealed class PublishTemplate
{
    /// <summary>The first sequence number: all have eight digits.</summary>
    public const long FirstSequence = 10_000_000;

    private const string SequenceDigits = "10000000";
    private const string TimeDigits = "1700000000000";

    private readonly byte[] _packet;
    private readonly int _identifier;
    private readonly int _sequence;
    private readonly int _time;

    public PublishTemplate(string topic, long boot)
    {
        var payload =
            $$"""{"boot":{{boot}},"readings":[{"seq":{{SequenceDigits}},"ts":{{TimeDigits}},"temperature":21.5,"humidity":48.2,"soil_moisture":33.1,"light_level":812}]}""";
        _packet = PacketEncoding.Publish(topic, packetIdentifier: 0, Encoding.ASCII.GetBytes(payload));
        var text = Encoding.ASCII.GetString(_packet);
        _identifier = text.IndexOf(topic, StringComparison.Ordinal) + topic.Length;
        _sequence = text.IndexOf(SequenceDigits, _identifier, StringComparison.Ordinal);
        _time = text.IndexOf(TimeDigits, _identifier, StringComparison.Ordinal);
    }

    public int Length => _packet.Length;

    public void Write(Span<byte> destination, ushort packetIdentifier, long sequence, long time)
    {
        _packet.CopyTo(destination);
        destination[_identifier] = (byte)(packetIdentifier >> 8);
        destination[_identifier + 1] = (byte)packetIdentifier;
        WriteDigits(destination.Slice(_sequence, SequenceDigits.Length), sequence);
        WriteDigits(destination.Slice(_time, TimeDigits.Length), time);
    }

    private static void WriteDigits(Span<byte> digits, long value)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            digits[i] = (byte)('0' + digit);
        }
    }
}
