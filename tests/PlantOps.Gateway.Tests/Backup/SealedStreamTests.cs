using System.Security.Cryptography;
using PlantOps.Gateway.Backup;

namespace PlantOps.Gateway.Tests.Backup;

public sealed class SealedStreamTests
{
    private const string Passphrase = "a horse and a staple";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Sealed.ChunkBytes)]
    [InlineData(Sealed.ChunkBytes + 1)]
    [InlineData((3 * Sealed.ChunkBytes) + 7)]
    public void Read_WhatWasSealed_IsTheSame(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);

        var file = Seal(content);

        Assert.True(Sealed.IsSealed(new MemoryStream(file)));
        Assert.Equal(content, Open(file, Passphrase));
    }

    [Fact]
    public void Read_WithAnotherPassphrase_SaysSo() => Assert.Contains(
        "passphrase", Assert.Throws<InvalidDataException>(() => Open(Seal(new byte[10]), "another one")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Read_CutOffAtAChunk_SaysSo()
    {
        var file = Seal(new byte[2 * Sealed.ChunkBytes]);
        var chunk = sizeof(uint) + Sealed.ChunkBytes + Sealed.TagBytes;

        Assert.Throws<InvalidDataException>(() => Open(file[..^chunk], Passphrase));
        Assert.Throws<InvalidDataException>(() => Open(file[..^1], Passphrase));
        Assert.Throws<InvalidDataException>(() => Open([.. file, 0], Passphrase));
    }

    [Fact]
    public void Read_ChunksInAnotherOrder_SaysSo()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(3 * Sealed.ChunkBytes));
        var chunk = sizeof(uint) + Sealed.ChunkBytes + Sealed.TagBytes;
        var head = file.Length - (3 * chunk);
        byte[] swapped = [.. file[..head], .. file[(head + chunk)..(head + (2 * chunk))], .. file[head..(head + chunk)],
            .. file[(head + (2 * chunk))..]];

        Assert.Throws<InvalidDataException>(() => Open(swapped, Passphrase));
    }

    [Fact]
    public void Read_HeadAsksForEndlessWork_IsRefusedAtOnce()
    {
        var file = Seal(new byte[10]);
        file.AsSpan(8, 4).Fill(0xFF);

        Assert.Throws<InvalidDataException>(() => Open(file, Passphrase));
    }

    private static byte[] Seal(byte[] content)
    {
        using var file = new MemoryStream();
        using var seal = new SealingStream(file, Passphrase);
        seal.Write(content);
        seal.Finish();
        return file.ToArray();
    }

    private static byte[] Open(byte[] file, string passphrase)
    {
        using var opened = new UnsealingStream(new MemoryStream(file), passphrase);
        using var content = new MemoryStream();
        opened.CopyTo(content);
        return content.ToArray();
    }
}
