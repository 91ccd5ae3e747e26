using CsCheck;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.LiteDb.Buckets;

public sealed class ReadingColumnsTests
{
    [Fact]
    public void Read_AnyHistory_GivesWhatWasWritten() => TestReadings.History.Sample(readings =>
    {
        var writer = new BlockWriter();
        ReadingColumns.Write(writer, readings);
        var reader = new BlockReader(writer.Written);
        var found = new List<Reading>();
        ReadingColumns.Read(ref reader, found);
        Assert.Equal(readings, found);
        Assert.True(reader.AtEnd);
    });

    [Fact]
    public void Read_AnyBytes_IsRefusedOrRead() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        try
        {
            var reader = new BlockReader(bytes);
            ReadingColumns.Read(ref reader, []);
        }
        catch (InvalidDataException)
        {
            // Anything else would be an accident.
        }
    });

    [Theory]
    [InlineData(-0d)]
    [InlineData(0.1)]
    [InlineData(21.55)]
    [InlineData(1e15)]
    [InlineData(1.0000001)]
    [InlineData(double.Epsilon)]
    public void Write_ValueAmongTenths_IsExact(double value)
    {
        Reading[] readings = [TestReadings.At(TestReadings.Start, 1, 0, 21.5), TestReadings.At(TestReadings.Start, 1, 1, value)];
        var decoded = new List<Reading>();
        Bucket.Decode(new Bucket(default, [.. readings]).Encode(), decoded);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(decoded[1].Values[0]));
    }
}
