using System.Buffers.Binary;
using System.Text;

namespace PlantOps.Dashboard.Tests.Pictures;

/// <summary>
/// Pictures as WebP. Chromium encodes each; here several become one that moves (WebP Container Specification, “Extended File
/// Format” and “Animation”).
/// </summary>
internal static class WebP
{
    private const byte HasAnimation = 2;
    private const byte DoNotBlend = 2;

    public static byte[] Animation(IReadOnlyList<(byte[] Picture, int Milliseconds)> frames, int width, int height)
    {
        var body = new List<byte>();
        body.AddRange(Chunk("VP8X", [HasAnimation, 0, 0, 0, .. Number(width - 1, 3), .. Number(height - 1, 3)]));

        // White behind it, and once after the other for ever.
        body.AddRange(Chunk("ANIM", [255, 255, 255, 255, 0, 0]));
        foreach (var (picture, milliseconds) in frames)
        {
            body.AddRange(Chunk("ANMF", [
                .. Number(0, 3), .. Number(0, 3), .. Number(width - 1, 3), .. Number(height - 1, 3), .. Number(milliseconds, 3),
                DoNotBlend, .. ImageIn(picture),
            ]));
        }

        return [.. "RIFF"u8, .. Number(body.Count + 4, 4), .. "WEBP"u8, .. body];
    }

    // The part of a file that holds the picture itself, with its header.
    private static byte[] ImageIn(byte[] file)
    {
        for (var at = 12; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            var name = Encoding.ASCII.GetString(file, at, 4);
            var end = at + 8 + length + (length % 2);
            if (name is "VP8 " or "VP8L") return file[at..Math.Min(end, file.Length)];
            at = end;
        }

        throw new InvalidDataException("There is no picture in this WebP.");
    }

    private static byte[] Chunk(string name, byte[] content) =>
    [
        .. Encoding.ASCII.GetBytes(name), .. Number(content.Length, 4), .. content, .. content.Length % 2 == 1 ? (byte[])[0] : [],
    ];

    private static byte[] Number(int value, int bytes)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, value);
        return number[..bytes];
    }
}
