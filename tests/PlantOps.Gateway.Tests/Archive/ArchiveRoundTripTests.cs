using CsCheck;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

public abstract class ArchiveRoundTripTests
{
    private protected abstract ArchiveFormat Format { get; }

    [Fact]
    public async Task Read_WhatWasWritten_IsTheSameToTheBit() => await TestReadings.History.Array[0, 4].SampleAsync(
        async histories =>
        {
            var parts = histories.Select((history, i) =>
                (i % 2 == 0 ? ArchiveText.Fern : ArchiveText.Basil, history.Select(ArchiveText.Storable).ToArray())).ToArray();

            var rows = await ArchiveText.ReadAsync(Format, await ArchiveText.WriteAsync(Format, parts));

            Assert.Empty(rows.Bad);
            var expected = parts.SelectMany(part => part.Item2.Select(reading => new ArchiveRow(part.Item1, reading))).ToList();
            Assert.Equal(expected, rows.Good);
        },
        iter: 60);

    [Fact]
    public async Task Read_NoReadings_IsEmpty()
    {
        var rows = await ArchiveText.ReadAsync(Format, await ArchiveText.WriteAsync(Format));

        Assert.Empty(rows.Good);
        Assert.Empty(rows.Bad);
    }

    [Fact]
    public async Task Read_MoreThanARowGroup_HasEveryReading()
    {
        const int Days = 80;
        var days = Enumerable.Range(0, Days).Select(day =>
            (day % 3 == 0 ? ArchiveText.Basil : ArchiveText.Fern,
                TestReadings.Minutes(1440, ArchiveText.Latest - ((day + 1) * TestReadings.Day), day))).ToArray();

        var rows = await ArchiveText.ReadAsync(Format, await ArchiveText.WriteAsync(Format, days));

        Assert.True(Days * 1440 > ParquetArchiveWriter.RowsOfAGroup);
        Assert.Equal(days.SelectMany(day => day.Item2.Select(reading => new ArchiveRow(day.Item1, reading))), rows.Good);
    }

    [Fact]
    public async Task Read_TimeThatCannotBe_IsABadRow()
    {
        Reading[] readings = [TestReadings.At(1), TestReadings.At(ArchiveText.Latest), TestReadings.At(ArchiveText.Latest + 1)];

        var rows = await ArchiveText.ReadAsync(Format, await ArchiveText.WriteAsync(Format, (ArchiveText.Fern, readings)));

        Assert.Equal(readings[1], Assert.Single(rows.Good).Reading);
        Assert.Equal(2, rows.Bad.Count);
        Assert.All(rows.Bad, bad => Assert.Contains("time", bad.Place, StringComparison.Ordinal));
    }
}

public sealed class CsvRoundTripTests : ArchiveRoundTripTests
{
    private protected override ArchiveFormat Format => ArchiveFormat.Csv;
}

public sealed class ParquetRoundTripTests : ArchiveRoundTripTests
{
    private protected override ArchiveFormat Format => ArchiveFormat.Parquet;
}
