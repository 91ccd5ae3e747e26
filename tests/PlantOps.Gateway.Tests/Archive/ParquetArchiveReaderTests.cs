using Parquet;
using Parquet.Schema;
using PlantOps.Contracts.Telemetry;
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
        await Assert.ThrowsAsync<InvalidDataException>(
            () => ArchiveText.ReadAsync(ArchiveFormat.Parquet, "device_id,time,temperature\n"u8.ToArray()));

    [Fact]
    public async Task Read_ColumnOfAnotherType_NamesIt()
    {
        var schema = new ParquetSchema(new DataField<string>(
            "device_id"), new DataField<bool>("time"), new DataField<double>("temperature"));
        using var file = new MemoryStream();
        await using (await ParquetWriter.CreateAsync(schema, file, cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        var thrown =
            await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveText.ReadAsync(ArchiveFormat.Parquet, file.ToArray()));

        Assert.Contains("'time'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ColumnsOfSomebodyElse_AreReadWhateverTheirTypes()
    {
        var schema = new ParquetSchema(
            new DataField<string>("sensor"), new DateTimeDataField(
                "when", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros),
            new DataField<float>("tempF", nullable: true), new DataField<int>("soil"), new DataField<bool>("valid"));
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(
            schema, file, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            var token = TestContext.Current.CancellationToken;
            var fields = schema.DataFields;
            ReadOnlyMemory<char>[] sensors = ["a".AsMemory(), "b".AsMemory()];
            await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(fields[0], sensors, Levels(fields[0], [1, 1]), null, token);
            DateTime[] times = [new(2018, 5, 1, 8, 0, 0, DateTimeKind.Utc), new(2018, 5, 1, 9, 0, 0, DateTimeKind.Utc)];
            await group.WriteAllPartsAsync<DateTime>(fields[1], times, Levels(fields[1], [1, 1]), null, token);
            await group.WriteAllPartsAsync<float>(fields[2], new[] { 68f }, Levels(fields[2], [0, 1]), null, token);
            await group.WriteAllPartsAsync<int>(fields[3], new[] { 612, 613 }, null, null, token);
            await group.WriteAllPartsAsync<bool>(fields[4], new[] { true, true }, null, null, token);
            group.CompleteValidate();
        }

        var rows = await ArchiveText.ReadAsync(file.ToArray(), new ImportText
        {
            Columns = ["device=sensor", "time=when", "temperature=tempF", "soil_moisture=soil"],
                Units = ["temperature=F", "soil_moisture=raw"],
        });

        Assert.Equal(0, rows.Bad.Count);
        Assert.Equal(["a", "b"], rows.Good.Select(row => row.Device.Id));
        Assert.Equal([double.NaN, 20], rows.Good.Select(row => row.Reading.Values[Metric.Temperature]));
        Assert.Equal([612, 613], rows.Good.Select(row => row.Reading.Values[Metric.SoilRaw]));
        Assert.Equal(1525161600000, rows.Good[0].Reading.Time);
    }

    private static ReadOnlyMemory<int>? Levels(DataField field, int[] levels) => field.IsNullable
        ? levels
        : (ReadOnlyMemory<int>?)null;
}
