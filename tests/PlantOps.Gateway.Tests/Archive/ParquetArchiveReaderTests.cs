using Parquet;
using Parquet.Schema;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class ParquetArchiveReaderTests
{
    [Fact]
    public async Task Read_CutOff_IsRefused()
    {
        var whole = await ArchiveText.WriteAsync(ArchiveFormat.Parquet, (ArchiveText.Fern, TestReadings.Minutes(500)));
        var random = new Random(7);

        for (var i = 0; i < 50; i++)
        {
            var cut = whole[..random.Next(whole.Length)];
            await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveText.ReadAsync(ArchiveFormat.Parquet, cut));
        }
    }

    [Fact]
    public async Task Read_NotParquet_IsRefused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveText.ReadAsync(ArchiveFormat.Parquet, "device_id,time,temperature\n"u8.ToArray()));

    [Fact]
    public async Task Read_ColumnOfAnotherType_NamesIt()
    {
        var schema = new ParquetSchema(new DataField<string>("device_id"), new DataField<long>("time"), new DataField<double>("temperature"));
        using var file = new MemoryStream();
        await using (await ParquetWriter.CreateAsync(schema, file, cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveText.ReadAsync(ArchiveFormat.Parquet, file.ToArray()));

        Assert.Contains("'time'", thrown.Message, StringComparison.Ordinal);
    }
}
