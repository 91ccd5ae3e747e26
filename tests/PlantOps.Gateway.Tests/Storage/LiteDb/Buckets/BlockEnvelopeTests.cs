using CsCheck;
using PlantOps.Gateway.Storage.LiteDb.Buckets;

namespace PlantOps.Gateway.Tests.Storage.LiteDb.Buckets;

public sealed class BlockEnvelopeTests
{
    [Fact]
    public void Open_Sealed_GivesTheContent() => Gen.Select(Gen.Byte.Array[0, 500], Gen.Bool).Sample((content, compressed) =>
    {
        var block = compressed ? BlockEnvelope.SealCompressed(content) : BlockEnvelope.Seal(content);
        Assert.Equal(content, BlockEnvelope.Open(block).ToArray());
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_AnyByteChanged_IsRefused(bool compressed)
    {
        var block = Block(compressed);
        for (var i = 0; i < block.Length; i++)
        {
            foreach (var mask in new byte[] { 1, 0x80, 0xFF })
            {
                var damaged = block.ToArray();
                damaged[i] ^= mask;
                Assert.Throws<InvalidDataException>(() => BlockEnvelope.Open(damaged));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_CutOffAnywhere_IsRefused(bool compressed)
    {
        var block = Block(compressed);
        for (var length = 0; length < block.Length; length++)
        {
            var damaged = block[..length];
            Assert.Throws<InvalidDataException>(() => BlockEnvelope.Open(damaged));
        }
    }

    private static byte[] Block(bool compressed)
    {
        var writer = new BlockWriter();
        ReadingColumns.Write(writer, TestReadings.Minutes(200));
        return compressed ? BlockEnvelope.SealCompressed(writer.Written) : BlockEnvelope.Seal(writer.Written);
    }
}
