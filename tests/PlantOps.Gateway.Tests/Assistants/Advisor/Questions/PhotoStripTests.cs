using System.Buffers.Binary;
using System.Text;
using PlantOps.Gateway.Assistants.Advisor.Questions;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class PhotoStripTests
{
    public const string Planted = "GPS 52.5200N 13.4050E";

    [Fact]
    public void Of_Jpeg_KeepsThePictureAndNothingElse()
    {
        byte[] scan = [0x01, 0xFF, 0x00, 0x02, 0xFF, 0xD0, 0x03];
        byte[] picture =
        [
            0xFF, 0xD8, .. Segment(0xDB, "table"), .. Segment(0xC0, "frame"), .. Segment(0xC4, "huffman"),
            .. Segment(0xDA, "scan"), .. scan, .. Segment(0xC4, "more"), .. Segment(0xDA, "scan"), .. scan, 0xFF, 0xD9,
        ];
        byte[] adobe = [0xFF, 0xEE, 0x00, 0x0E, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1];
        byte[] taken = [0xFF, 0xD8, .. Segment(0xE0, "JFIF"), .. Exif(), .. Segment(0xE2, "ICC_PROFILE" + Planted), .. adobe,
            .. Segment(0xFE, Planted), .. picture[2..], .. Encoding.ASCII.GetBytes(Planted)];

        var stripped = PhotoStrip.Of(taken, "image/jpeg")!;

        Assert.Equal([0xFF, 0xD8, .. adobe, .. picture[2..]], stripped);
    }

    [Fact]
    public void Of_Png_KeepsThePictureAndNothingElse()
    {
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", "head")];
        byte[] body = [.. Chunk("IDAT", "body"), .. Chunk("IEND", "")];

        var stripped = PhotoStrip.Of(
            [.. head, .. Chunk("eXIf", Planted), .. Chunk("tEXt", Planted), .. body, .. Encoding.ASCII.GetBytes(Planted)],
            "image/png")!;

        Assert.Equal([.. head, .. body], stripped);
    }

    [Fact]
    public void Of_Webp_KeepsThePictureAndSaysThatTheRestIsGone()
    {
        byte[] extended = [(byte)'V', (byte)'P', (byte)'8', (byte)'X', 10, 0, 0, 0, 0x3E, 0, 0, 0, 1, 0, 0, 1, 0, 0];
        var stripped = PhotoStrip.Of(
            Webp([.. extended, .. Riff("ICCP", Planted), .. Riff("VP8 ", "body"), .. Riff("EXIF", Planted),
                .. Riff("XMP ", Planted)]), "image/webp")!;

        extended[8] = 0x10;
        Assert.Equal(Webp([.. extended, .. Riff("VP8 ", "body")]), stripped);
    }

    [Fact]
    public void Of_WebpThatMoves_IsNoPicture() =>
        Assert.Null(PhotoStrip.Of(Webp([.. Riff("VP8X", "0123456789"), .. Riff("ANMF", "frame")]), "image/webp"));

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    [InlineData("image/gif")]
    public void Of_WhatEndsOrIsOtherwise_IsNoPicture(string type)
    {
        var random = new Random(7);
        byte[][] beginnings = [[0xFF, 0xD8, 0xFF], [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], Webp([])];
        foreach (var beginning in beginnings)
        {
            for (var length = 0; length < 200; length++)
            {
                var noise = new byte[length];
                random.NextBytes(noise);
                byte[] data = [.. beginning, .. noise, .. Encoding.ASCII.GetBytes(Planted)];
                if (PhotoStrip.Of(data, type) is { } read) Assert.InRange(read.Length, 0, data.Length);
            }
        }
    }

    /// <summary>A JPEG file with a place and a comment in it.</summary>
    public static byte[] Jpeg() =>
        [0xFF, 0xD8, .. Exif(), .. Segment(0xFE, Planted), .. Segment(0xDB, "table"), .. Segment(0xDA, "scan"), 1, 2, 3, 0xFF,
            0xD9];

    private static byte[] Exif() => Segment(0xE1, "Exif\0\0" + Planted);

    private static byte[] Segment(byte marker, string text)
    {
        var data = Encoding.ASCII.GetBytes(text);
        return [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];
    }

    private static byte[] Chunk(string type, string text)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type + text), 1, 2, 3, 4];
    }

    private static byte[] Riff(string type, string text)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. Encoding.ASCII.GetBytes(text),
            .. (text.Length % 2 == 1 ? new byte[1] : [])];
    }

    private static byte[] Webp(byte[] chunks)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, chunks.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. chunks];
    }
}
