using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class CsvArchiveReaderTests
{
    private const string Header = "device_id,time,temperature\n";

    [Fact]
    public async Task Write_AReading_IsAsDocumented()
    {
        var reading = TestReadings.At(TestReadings.Start + 123, boot: 7, sequence: 42, temperature: -0.5) with
        {
            Qualities = default(MetricQualities).With(Metric.Humidity, Quality.Stuck),
            Origin = TimeOrigin.Age,
        };

        var text = Encoding.UTF8.GetString(await ArchiveText.WriteAsync(ArchiveFormat.Csv, (ArchiveText.Fern, [reading])));

        Assert.Equal(
            """
            device_id,device_name,hardware_id,time,boot,seq,temperature,humidity,soil_moisture,light_level,soil_raw,battery_voltage,soil_temperature,conductivity,temperature_quality,humidity_quality,soil_moisture_quality,light_level_quality,soil_raw_quality,battery_voltage_quality,soil_temperature_quality,conductivity_quality,time_origin
            plant-fern,"Fern, ""the big one"" 🌿",AA:BB:CC:00:11:22,2025-06-23T00:00:00.123Z,7,42,-0.5,40.2,55,1200.5,2210,,,,ok,stuck,ok,ok,ok,,,,age

            """.ReplaceLineEndings("\r\n"),
            text);
    }

    [Theory]
    [InlineData("plant-1,2025-06-01T12:00:00Z,21.5", 1748779200000)]
    [InlineData("plant-1,2025-06-01T14:00:00.5+02:00,21.5", 1748779200500)]
    [InlineData("plant-1,1748779200000,21.5", 1748779200000)]
    [InlineData("\"plant-1\",\"1748779200000\",\"21.5\"", 1748779200000)]
    [InlineData("plant-1,1748779200000,\"21,5\"", 1748779200000)]
    [InlineData("plant-1, 1748779200000, 21.5 ", 1748779200000)]
    [InlineData("plant-1, \"1748779200000\" , \"21.5\"", 1748779200000)]
    [InlineData("plant-1,1748779200,21.5", 1748779200000)]
    [InlineData("plant-1,1748779200.25,21.5", 1748779200250)]
    [InlineData("plant-1,1748779200000000000,21.5", 1748779200000)]
    [InlineData("plant-1,2025-06-01 12:00:00+00:00,21.5", 1748779200000)]
    [InlineData("plant-1,2025-06-01 14:00:00 +0200,21.5", 1748779200000)]
    [InlineData("plant-1,2025-06-01 12:00:00 UTC,21.5", 1748779200000)]
    [InlineData("plant-1,2025-06-01T12:00:00.123456789Z,21.5", 1748779200123)]
    [InlineData("plant-1,2025-06-01t12:00z,21.5", 1748779200000)]
    [InlineData("plant-1,2001-09-09T01:46:40Z,21.5", 1000000000000)]
    public async Task Read_FewColumnsOfSomebodyElse_IsAReading(string row, long time)
    {
        var read = Assert.Single((await ArchiveText.ReadCsvAsync(Header + row)).Good);

        Assert.Equal("plant-1", read.Device.Id);
        Assert.Equal((time, 21.5), (read.Reading.Time, read.Reading.Values[Metric.Temperature]));
        Assert.False(read.Reading.HasIdentity);
        Assert.True(double.IsNaN(read.Reading.Values[Metric.Humidity]));
    }

    [Theory]
    [InlineData("plant-1,yesterday,21", "line 3, column 2 (time)")]
    [InlineData("plant-1,2025-02-30T00:00:00.000Z,21", "line 3, column 2 (time)")]
    [InlineData("plant-1,2025-06-01T12:00:00,21", "line 3, column 2 (time)")]
    [InlineData("plant-1,1999-12-31T23:59:59.999Z,21", "line 3, column 2 (time)")]
    [InlineData("plant-1,946684799,21", "line 3, column 2 (time)")]
    [InlineData("plant-1,5/6/2025 12:00 UTC,21", "line 3, column 2 (time)")]
    [InlineData("plant-1,1748779200000,warm", "line 3, column 3 (temperature)")]
    [InlineData("plant-1,1748779200000,1e999", "line 3, column 3 (temperature)")]
    [InlineData("plant-1,1748779200000,\"21,500\"", "line 3, column 3 (temperature)")]
    [InlineData("plant-1,1748779200000,2 1", "line 3, column 3 (temperature)")]
    [InlineData("plant/1,1748779200000,21", "line 3, column 1 (device_id)")]
    [InlineData(",1748779200000,21", "line 3, column 1 (device_id)")]
    [InlineData("plant-1,1748779200000", "line 3")]
    [InlineData("plant-1,1748779200000,21,22", "line 3")]
    [InlineData("plant-1,1748779200000,2\"1", "line 3, column 3")]
    [InlineData("plant-1,1748779200000,\"21\"0", "line 3, column 3")]
    [InlineData("plant-1,1748779200000,\"21", "line 3, column 3")]
    public async Task Read_BadRow_IsNamedAndNothingElseIsLost(string row, string place)
    {
        const string Good = "plant-1,1748779260000,20\n";

        var rows = await ArchiveText.ReadCsvAsync(Header + Good + row + "\n" + Good + Good);

        var bad = Assert.Single(rows.Bad);
        Assert.Equal(place, bad.Place);
        Assert.NotEmpty(bad.Reason);
        Assert.Equal(3, rows.Good.Count);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("device_id;time;pressure\n", "pressure")]
    [InlineData("device_id,time,pressure\n", "pressure")]
    [InlineData("device_id,temperature\n", "time")]
    [InlineData("device_id,time\n", "metric")]
    [InlineData("device_id,time,time,temperature\n", "twice")]
    [InlineData("device_id,time,\"temperature\n", "quote")]
    public async Task Read_NoArchive_SaysWhatIsWrong(string text, string said)
    {
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveText.ReadCsvAsync(text));

        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WordsAndNumbersThatAreNone_AreBadRows()
    {
        var rows = await ArchiveText.ReadCsvAsync(
            """
            device_id,time,temperature,temperature_quality,boot,time_origin,device_name
            plant-1,1748779200000,21,fine,1,,
            plant-1,1748779200000,21,,-1,,
            plant-1,1748779200000,21,,9007199254740992,,
            plant-1,1748779200000,21,,1.5,,
            plant-1,1748779200000,21,,1,guessed,
            plant-1,1748779200000,21,a-word-of-more-than-sixteen-letters,1,,
            plant-1,1748779200000,21,stuck,1,arrival,"a name
            on two lines, which is refused only for a device that is new"
            plant-2,1748779200000,21,,1,,"a name
            on two lines"
            plant-2,1748779200000,21,,1,,Name
            """);

        Assert.Equal(
            [
                "line 2, column 4 (temperature_quality)", "line 3, column 5 (boot)", "line 4, column 5 (boot)",
                "line 5, column 5 (boot)", "line 6, column 6 (time_origin)", "line 7, column 4 (temperature_quality)",
                "line 10, column 7 (device_name)", ],
            rows.Bad.Select(bad => bad.Place));
        Assert.Equal(["plant-1", "plant-2"], rows.Good.Select(row => row.Device.Id));
    }

    [Fact]
    public async Task Read_NoColumnOfQualities_JudgesWhatCannotBe()
    {
        var rows = await ArchiveText.ReadCsvAsync(Header + "plant-1,1748779200000,85\n");

        Assert.Equal(Quality.Implausible, Assert.Single(rows.Good).Reading.Qualities[Metric.Temperature]);
    }

    [Fact]
    public async Task Read_QualitiesThatTheArchiveKnows_AreNotJudgedAnew()
    {
        var rows = await ArchiveText.ReadCsvAsync(
            "device_id,time,temperature,temperature_quality,humidity,humidity_quality\nplant-1,1748779200000,0,ok,0,ok\n");

        Assert.Equal(Quality.Ok, Assert.Single(rows.Good).Reading.Qualities[Metric.Temperature]);
    }

    [Fact]
    public async Task Read_ByteOrderMarkEmptyLinesAndNoLastLineEnd_AreNoMatter()
    {
        var rows = await ArchiveText.ReadCsvAsync(
            "\uFEFF" + Header + "\r\n\r\nplant-1,1748779200000,21\r\n\r\nplant-1,1748779260000,22");

        Assert.Empty(rows.Bad);
        Assert.Equal(2, rows.Good.Count);
    }

    [Fact]
    public async Task Read_LineWithoutEnd_IsOneBadRowAndHoldsLittle()
    {
        var endless = new string('x', 3 * CsvRecords.MaxBytes);

        var rows = await ArchiveText.ReadCsvAsync($"{Header}plant-1,1748779200000,\"{endless}\nplant-1,1748779260000,22\n");

        Assert.Equal("line 2, column 1", Assert.Single(rows.Bad).Place);
        Assert.Single(rows.Good);
    }
}
