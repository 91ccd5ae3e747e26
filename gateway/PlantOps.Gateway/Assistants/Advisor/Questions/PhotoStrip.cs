using System.Buffers.Binary;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// Takes out of a picture all that is not the picture: where and when it was taken, with what, by whom, and what was cut away
/// from it (EXIF, XMP, IPTC, thumbnails, comments, colour profiles, whatever follows its end). What a decoder needs is named;
/// everything else goes.
/// </summary>
internal static class PhotoStrip
{
    private static readonly string[] PngChunks = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA"];
    private static readonly string[] WebpChunks = ["VP8 ", "VP8L", "VP8X", "ALPH"];

    /// <summary>The picture alone; <see langword="null"/> where it cannot be read.</summary>
    public static byte[]? Of(byte[] data, string contentType)
    {
        try
        {
            return contentType switch
            {
                "image/jpeg" => Jpeg(data),
                "image/png" => Png(data),
                "image/webp" => Webp(data),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            // It ends in the middle.
            return null;
        }
    }

    // ITU-T T.81, B.1: segments with their length, and behind a start of scan data until the next marker.
    private static byte[]? Jpeg(ReadOnlySpan<byte> data)
    {
        using var kept = new MemoryStream(data.Length);
        kept.Write(data[..2]);
        for (var at = 2; at + 1 < data.Length;)
        {
            if (data[at] != 0xFF) return null;
            var marker = data[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                kept.Write([0xFF, 0xD9]);
                return kept.ToArray();
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
            var end = marker == 0xDA ? EndOfScan(data, at + length) : at + length;
            if (IsNeeded(marker, data[at..(at + length)])) kept.Write(data[at..end]);
            at = end;
        }

        return null;
    }

    // Frames, tables, restart intervals, scans; of what applications add only Adobe's word on colours, which is 16 bytes.
    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        >= 0xC0 and <= 0xCF or 0xDA or 0xDB or 0xDC or 0xDD => true,
        0xEE => segment.Length == 16 && segment[4..].StartsWith("Adobe"u8),
        _ => false,
    };

    private static int EndOfScan(ReadOnlySpan<byte> data, int at)
    {
        for (; at + 1 < data.Length; at++)
        {
            if (data[at] == 0xFF && data[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
        }

        return data.Length;
    }

    // W3C PNG, 5.3: length, type, data, CRC.
    private static byte[]? Png(ReadOnlySpan<byte> data)
    {
        using var kept = new MemoryStream(data.Length);
        kept.Write(data[..8]);
        for (var at = 8; at + 12 <= data.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
            if (length > data.Length) return null;
            var (type, end) = (System.Text.Encoding.ASCII.GetString(data.Slice(at + 4, 4)), at + 12 + (int)length);
            if (PngChunks.Contains(type)) kept.Write(data[at..end]);
            if (type == "IEND") return kept.ToArray();
            at = end;
        }

        return null;
    }

    // RFC 9649, 2.3 to 2.7: a RIFF file; the extended header says what there is besides the picture.
    private static byte[]? Webp(ReadOnlySpan<byte> data)
    {
        using var kept = new MemoryStream(data.Length);
        kept.Write(data[..12]);
        var hasPicture = false;
        var limit = Math.Min(data.Length, 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(data[4..]));
        for (var at = 12; at + 8 <= limit;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(data[(at + 4)..]);
            if (length > data.Length) return null;
            var type = System.Text.Encoding.ASCII.GetString(data.Slice(at, 4));
            var end = at + 8 + (int)(length + (length & 1));
            hasPicture |= type is "VP8 " or "VP8L";
            if (WebpChunks.Contains(type))
            {
                var chunk = data[at..Math.Min(end, data.Length)].ToArray();
                if (type == "VP8X") chunk[8] &= unchecked((byte)~(0x20 | 0x08 | 0x04 | 0x02));
                kept.Write(chunk);
            }

            at = end;
        }

        // Of one that moves the frames are parts of their own.
        if (!hasPicture) return null;
        var whole = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)(whole.Length - 8));
        return whole;
    }
}
