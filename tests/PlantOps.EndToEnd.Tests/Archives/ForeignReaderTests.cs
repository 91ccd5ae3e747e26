using System.Globalization;
using DuckDB.NET.Data;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>Archives in the hands of DuckDB, which shares no code with us, and files of its own in ours.</summary>
public sealed class ForeignReaderTests(FilledGateway gateway) : IClassFixture<FilledGateway>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Query_AnArchive_FindsWhatWasPutIn(string format)
    {
        var file = _folder[$"archive.{format}"];
        await gateway.SucceedAsync("export", "--output", file);

        Assert.Equal(
            "120000|plant-fern|Fern, tall|AA:plant-fern|119999|1794000|0|ok|device",
            Ask($"""
                SELECT count(*), min(device_id), max(device_name), max(hardware_id), max(seq), round(sum(temperature), 6), count(humidity),
                       max(temperature_quality), max(time_origin)
                FROM '{file}'
                """));
        Assert.Equal("1735689600000|1742889540000", Ask($"SELECT epoch_ms(min(time)), epoch_ms(max(time)) FROM '{file}'"));
        Assert.Equal("TIMESTAMP WITH TIME ZONE|BIGINT|DOUBLE",
            Ask($"SELECT typeof(time), typeof(seq), typeof(temperature) FROM '{file}' LIMIT 1"));
    }

    [Fact]
    public async Task Query_ParquetsOwnSums_AgreeWithItsRows()
    {
        var file = _folder["archive.parquet"];
        await gateway.SucceedAsync("export", "--output", file);

        // What a reader skips row groups by: the smallest and largest value that each says it has.
        Assert.Equal(
            "2|0|119999",
            Ask($"SELECT count(*), min(stats_min_value::BIGINT), max(stats_max_value::BIGINT) FROM parquet_metadata('{file}') WHERE path_in_schema = 'seq'"));
        Assert.Equal(
            "1", Ask($"SELECT count(*) FROM '{file}' WHERE time = TIMESTAMPTZ '2025-02-01 00:00:00+00' AND seq = 44640"));
    }

    [Theory]
    [InlineData("csv", "HEADER")]
    [InlineData("parquet", "FORMAT parquet, COMPRESSION zstd")]
    public async Task Import_WhatDuckDbWrote_IsThereAlready(string format, string options)
    {
        await gateway.SucceedAsync("export", "--output", _folder["archive.parquet"]);
        Ask($"""
            COPY (SELECT * REPLACE ({(format == "csv" ? "epoch_ms(time)" : "time")} AS time) FROM '{_folder["archive.parquet"]}' ORDER BY seq DESC)
            TO '{_folder[$"theirs.{format}"]}' ({options})
            """);

        var imported = await gateway.SucceedAsync("import", _folder[$"theirs.{format}"]);

        Assert.Equal("0 readings are new, 120,000 were there already.", imported.Output.Trim());
    }

    private static string Ask(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? string.Join('|',
                Enumerable.Range(0, reader.FieldCount)
                    .Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)))
            : "";
    }
}
