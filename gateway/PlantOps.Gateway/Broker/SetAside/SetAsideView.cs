using System.Text;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker.SetAside;

/// <summary>A message that could not be read, as the API shows it.</summary>
internal sealed class SetAsideView
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public required string Id { get; init; }

    /// <summary><c>null</c> where the device is not known any more.</summary>
    public required string? DeviceId { get; init; }

    /// <summary>When it arrived, Unix milliseconds UTC.</summary>
    public required long ReceivedAt { get; init; }

    /// <summary>Where it was published; <c>import</c> where it came with an import.</summary>
    public required string Topic { get; init; }

    /// <summary><c>unreadable</c>, <c>too_large</c>, <c>unknown_topic</c>, or <c>refused</c> by the store.</summary>
    public required string Reason { get; init; }

    /// <summary>What is wrong with it, and where.</summary>
    public required string Detail { get; init; }

    /// <summary>Bytes of it that are kept, at most 262144.</summary>
    public required int Bytes { get; init; }

    /// <summary>The message, where it is text; of a long one its beginning.</summary>
    public string? Text { get; init; }

    /// <summary>The message in hexadecimal, where it is not; of a long one its beginning.</summary>
    public string? Hex { get; init; }

    public static SetAsideView Of(StoredSetAside kept, DeviceRegistry devices)
    {
        var message = kept.Message;
        var shown = message.Payload.AsSpan(0, Math.Min(message.Payload.Length, SetAsideMessage.MaxHead)).ToArray();
        var text = TextOf(shown);
        return new SetAsideView
        {
            Id = kept.Id,
            DeviceId = devices.Find(message.Device)?.Id,
            ReceivedAt = message.ReceivedAt,
            Topic = message.Topic,
            Reason = message.Reason,
            Detail = message.Detail,
            Bytes = message.Payload.Length,
            Text = text,
            Hex = text is null ? Convert.ToHexStringLower(shown) : null,
        };
    }

    // Where the end was cut off, it may have been cut within a character.
    private static string? TextOf(byte[] payload)
    {
        var shortest = payload.Length < SetAsideMessage.MaxHead ? payload.Length : payload.Length - 3;
        for (var length = payload.Length; length >= shortest; length--)
        {
            try
            {
                var text = Strict.GetString(payload, 0, length);
                return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
            }
            catch (DecoderFallbackException)
            {
                // Perhaps without the last byte.
            }
        }

        return null;
    }
}

/// <summary>What came of reading a message again.</summary>
internal sealed class SetAsideRetry
{
    public required string Id { get; init; }

    /// <summary>Whether it can be read now: what it says is stored, and it is no longer set aside.</summary>
    public required bool Read { get; init; }

    /// <summary>How many readings are in it. Of those that were stored before, none is stored again.</summary>
    public required int Readings { get; init; }

    /// <summary>What is wrong with it still.</summary>
    public required string? Problem { get; init; }
}

/// <summary>What came of reading all again.</summary>
internal sealed class SetAsideRetries
{
    /// <summary>Messages that can be read now, and are no longer set aside.</summary>
    public int Read { get; set; }

    /// <summary>Messages that still cannot be read.</summary>
    public int Left { get; set; }
}

/// <summary>What was taken away.</summary>
internal sealed class SetAsideRemoval
{
    /// <summary>How many messages.</summary>
    public required int Removed { get; init; }
}
