using System.Text;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Telemetry;

/// <summary>A message that could not be read, kept with its reason so that nothing is lost in silence.</summary>
/// <param name="Device">The device's number in the registry.</param>
/// <param name="ReceivedAt">When it arrived, Unix milliseconds UTC.</param>
/// <param name="Topic">Where it was published, cut to the first 256 characters.</param>
/// <param name="Reason">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="Detail">What is wrong, and where in the payload, cut to the first 256 characters.</param>
/// <param name="Payload">The message, whole or its first 4 KiB.</param>
internal sealed record SetAsideMessage(int Device, long ReceivedAt, string Topic, string Reason, string Detail, byte[] Payload)
{
    /// <summary>
    /// Beyond it the oldest go: with the bounds of each message and of those kept whole at most 150 MB in a LiteDB file.
    /// </summary>
    public const int MaxKept = 10_000;

    /// <summary>Bytes of a payload that are always kept.</summary>
    public const int MaxHead = 4096;

    /// <summary>Bytes of a payload that are kept at most: as many as a message may have.</summary>
    public const int MaxPayload = Limits.MaxPacketBytes;

    /// <summary>Messages above <see cref="MaxHead"/> that are kept whole; of earlier ones the first bytes are left.</summary>
    public const int MaxWhole = 256;

    private const int MaxText = 256;

    /// <summary>This object and the headers of what it holds.</summary>
    private const int OwnBytes = 160;

    /// <summary>Bytes of memory that it takes.</summary>
    public int Bytes => OwnBytes + (sizeof(char) * (Topic.Length + Detail.Length)) + Payload.Length;

    /// <summary>Whether the end of it was, or may have been, cut off.</summary>
    public bool IsCut => Payload.Length is MaxHead or MaxPayload;

    /// <summary>
    /// A text as stores keep it: cut, without NUL and without half a surrogate pair. A text that a store refuses would
    /// hold up every reading behind it.
    /// </summary>
    public static string Storable(string text)
    {
        var cut = text.Length <= MaxText ? text : text[..MaxText];
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }

    /// <summary>The payload as stores keep it.</summary>
    public static byte[] Storable(byte[] payload) => Cut(payload, MaxPayload);

    /// <summary>What is left of the payload of one that is not kept whole any more.</summary>
    public static byte[] Head(byte[] payload) => Cut(payload, MaxHead);

    private static byte[] Cut(byte[] payload, int longest) => payload.Length <= longest ? payload : payload[..longest];
}
