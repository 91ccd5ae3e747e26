using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>Tables of others, by their columns.</summary>
public sealed class TableFormsTests
{
    private static readonly string[] Roles = ["time=Zeit", "temperature=Temp (°C)", "soil_moisture=Boden"];

    [Theory]
    [InlineData(";", "\r\n", "utf-8")]
    [InlineData("\t", "\n", "utf-8")]
    [InlineData("|", "\r", "utf-8")]
    [InlineData(",", "\r\n", "utf-8")]
    [InlineData(";", "\r\n", "utf-16")]
    [InlineData("\t", "\n", "utf-16BE")]
    [InlineData(";", "\r\n", "iso-8859-1")]
    public async Task Read_SeparatorsLineEndsAndEncodings_AreFoundOut(string separator, string lineEnd, string encoding)
    {
        string[] lines =
        [
            Line("Zeit", "Temp (°C)", "Boden", "Bemerkung"),
            Line("01.07.2024 08:00", "21,5", "40", "\"eine Zeile\nund noch eine\""),
            Line("01.07.2024 09:00:30", "-0,25", " 39,5", "ß"),
        ];
        var characters = Encoding.GetEncoding(encoding);
        byte[] file = [.. characters.GetPreamble(), .. characters.GetBytes(string.Join(lineEnd, lines))];
        var text = new ImportText { Columns = Roles, Device = "plant-1", TimeZone = "Europe/Berlin" };

        var rows = await ReadAsync(file, text);

        Assert.Equal((0, 0), (rows.Bad.Count, rows.Cells.Count));
        Assert.Equal([(Utc(2024, 7, 1, 6), 21.5, 40), (Utc(2024, 7, 1, 7, 0, 30), -0.25, 39.5)], rows.Good.Select(
            row => Both(row.Reading)));

        string Line(params string[] fields) => string.Join(
            separator, fields.Select(field => field.Contains(separator, StringComparison.Ordinal) ? $"\"{field}\"" : field));
    }

    [Theory]
    [InlineData("Device_ID,TIME, Temperature \nplant-1,2024-07-01T06:00Z,21.5\n")]
    [InlineData("device_id, time, temperature\nplant-1, 2024-07-01 06:00:00Z, 21.5\n")]
    [InlineData("sep=;\ndevice_id;time;temperature\nplant-1;2024-07-01T06:00:00Z;21.5\n")]
    [InlineData("device_id;time;temperature\nplant-1;2024-07-01T06:00:00Z;21,5\n")]
    [InlineData("device_id;time;temperature;\nplant-1;2024-07-01T06:00:00Z;21,5;\n")]
    [InlineData("device_id;time;temperature\nplant-1;2024-07-01T06:00:00Z;21,5;\n")]
    [InlineData("device_id,time,temperature\nplant-1,20240701T060000Z,21.5 °C\n")]
    [InlineData("device_id,time,temperature\nplant-1,2024-07-01 06:00:00.000001+00,+21.50\n")]
    public async Task Read_HeaderAsPeopleWriteIt_NeedsNoOptions(string file)
    {
        var row = Assert.Single((await ReadAsync(Encoding.UTF8.GetBytes(file), new ImportText())).Good);

        Assert.Equal(("plant-1", Utc(2024, 7, 1, 6), 21.5), (
            row.Device.Id, row.Reading.Time, row.Reading.Values[Metric.Temperature]));
    }

    [Fact]
    public async Task Read_DataLogger_EpochsAndDecimalCommasAreReadAndJudged()
    {
        var text = new ImportText { Device = "dl-17", Columns = ["time=timestamp", "temperature=TEMP", "humidity=HUM"] };

        var rows = await ReadAsync(Form("datalogger.csv"), text);

        Assert.Equal(0, rows.Bad.Count);
        Assert.Equal([21.5, -0.1, 22.0], rows.Good.Select(row => row.Reading.Values[Metric.Temperature]));
        Assert.Equal([Quality.Ok, Quality.Implausible, Quality.Ok], rows.Good.Select(
            row => row.Reading.Qualities[Metric.Humidity]));
        Assert.Equal(Quality.Implausible, rows.Good[1].Reading.Qualities[Metric.Temperature]);
        Assert.Equal(1594800000000, rows.Good[0].Reading.Time);
    }

    [Theory]
    [InlineData("-0.1", "255", Quality.Implausible)]
    [InlineData("0", "0", Quality.Implausible)]
    [InlineData("1", "1", Quality.Implausible)]
    [InlineData("0", "55", Quality.Ok)]
    [InlineData("21.4", "", Quality.Ok)]
    public async Task Read_AirOfATornTelegram_IsDoubtedWhole(string temperature, string humidity, Quality expected)
    {
        var text = new ImportText { Device = "fern", Columns = ["time=t", "temperature=a", "humidity=b"] };

        var rows = await ReadAsync(Encoding.UTF8.GetBytes($"t,a,b\n2024-05-01T08:00Z,{temperature},{humidity}\n"), text);

        Assert.Equal(expected, Assert.Single(rows.Good).Reading.Qualities[Metric.Temperature]);
    }

    [Fact]
    public async Task Read_AirOfATornTelegramInTwoLines_IsDoubtedWhole()
    {
        var text = new ImportText { Map = ["weather temperature=fern/temperature", "weather humidity=fern/humidity"] };

        var rows = await ReadAsync("weather temperature=-0.1,humidity=255 1714550400\n"u8.ToArray(), text);

        var qualities = Assert.Single(rows.Good).Reading.Qualities;
        Assert.Equal((Quality.Implausible, Quality.Implausible), (qualities[Metric.Temperature], qualities[Metric.Humidity]));
    }

    [Fact]
    public async Task Read_IndexWithoutNameAndSoilChannels_AreTakenByNumber()
    {
        var rows = await ReadAsync(Form("pandas.csv"), new ImportText { Device = "plant-1", Columns = ["time=#1"] });

        Assert.Equal(["plant-1", "plant-1/2", "plant-1"], rows.Good.Select(row => row.Device.Id));
        Assert.Equal([21.4, 21.4, 21.5], rows.Good.Select(row => row.Reading.Values[Metric.Temperature]));
        Assert.Equal(33.5, rows.Good[1].Reading.Values[Metric.SoilMoisture]);
        Assert.Equal(Utc(2021, 2, 18, 21, 47, 23) + 500, rows.Good[2].Reading.Time);
    }

    [Theory]
    [InlineData("temperature=F", "temperature", 68, 20)]
    [InlineData("temperature=K", "temperature", 293.15, 20)]
    [InlineData("T=°F", "temperature", 68, 20)]
    [InlineData("soil_moisture=0.1", "soil_moisture", 412, 41.2)]
    [InlineData("light_level=klx", "light_level", 1.5, 1500)]
    [InlineData("humidity=100", "humidity", 0.482, 48.2)]
    [InlineData("humidity=x100", "humidity", 0.482, 48.2)]
    [InlineData("battery_voltage=mV", "battery_voltage", 3712, 3.712)]
    public async Task Read_Units_AreChanged(string unit, string metric, double value, double expected)
    {
        var text = new ImportText { Device = "plant-1", Columns = ["time=t0", $"{metric}=T"], Units = [unit] };
        var file = FormattableString.Invariant($"t0,T\n1748779200,{value}\n");

        var row = Assert.Single((await ReadAsync(Encoding.UTF8.GetBytes(file), text)).Good);

        Assert.Equal(expected, row.Reading.Values[MetricNames.Metrics.Single(known => Metrics.Name(known) == metric)]);
    }

    [Fact]
    public async Task Read_RawSoilAndUnitInAHeader_AreWhatTheySay()
    {
        const string File = "t0,soil,Temp (°F)\n1748779200,612,68\n";
        var text = new ImportText
        {
            Device = "plant-1", Columns = ["time=t0", "soil_moisture=soil", "temperature=Temp (°F)"],
                Units = ["soil_moisture=raw"],
        };

        var row = Assert.Single((await ReadAsync(Encoding.UTF8.GetBytes(File), text)).Good);

        Assert.Equal((612, 20), (row.Reading.Values[Metric.SoilRaw], row.Reading.Values[Metric.Temperature]));
        Assert.True(double.IsNaN(row.Reading.Values[Metric.SoilMoisture]));
    }

    [Fact]
    public async Task Read_DateAndClockApartWithoutAHeader_AreOneTime()
    {
        const string File = "5/13/2020,9:05:00 PM,21.5\n5/14/2020,12:05:00 AM,21.6\n";
        var text = new ImportText
        {
            NoHeader = true, Device = "plant-1", Columns = ["date=#1", "time=#2", "temperature=#3"], DateOrder = "mdy",
                TimeZone = "UTC",
        };

        var rows = await ReadAsync(Encoding.UTF8.GetBytes(File), text);

        Assert.Equal([Utc(2020, 5, 13, 21, 5), Utc(2020, 5, 14, 0, 5)], rows.Good.Select(row => row.Reading.Time));
    }

    [Fact]
    public async Task Read_OneBadCell_CostsThatCell()
    {
        const string File = "device_id,time,temperature,humidity\nplant-1,1748779200000,hot,48\n"
            + "plant-1,1748779260000,unavailable,49\n"
            + "plant-1,1748779320000,21,nan\nplant-1,1748779380000,warm,#N/A\n";

        var rows = await ReadAsync(Encoding.UTF8.GetBytes(File), new ImportText());

        Assert.Equal("line 2, column 3 (temperature)", Assert.Single(rows.Cells).Place);
        Assert.Equal("line 5, column 3 (temperature)", Assert.Single(rows.Bad).Place);
        Assert.Equal([48, 49, double.NaN], rows.Good.Select(row => row.Reading.Values[Metric.Humidity]));
        Assert.Equal(
            [Quality.Missing, Quality.Missing, Quality.Ok], rows.Good.Select(row => row.Reading.Qualities[Metric.Temperature]));
    }

    [Theory]
    [InlineData("created,Temp,soil\n", "", "--column temperature=Temp --column soil_moisture=soil")]
    [InlineData("timestamp,Temp\n", "", "--column time=timestamp --column temperature=Temp")]
    [InlineData("time,Temp\n1,2\n", "temperature=Temp", "--device ID")]
    [InlineData("when,Temp\n1,2\n", "temperature=Temp", "--column time=COLUMN")]
    [InlineData("when,Temp\n1,2\n", "temperature=Tmp", "There is no column 'Tmp'. There are when, Temp.")]
    [InlineData("{\"time\":1}\n", "", "It is JSON")]
    public async Task Read_TableThatSaysTooLittle_SaysHowToNameIt(string file, string column, string said)
    {
        var text = new ImportText { Columns = column.Length == 0 ? [] : [column] };

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes(file), text));

        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_LocalTimesWithoutAZone_SayWhatToSay()
    {
        var text = new ImportText { Device = "plant-1", Columns = ["time=t0", "temperature=T"] };

        var rows = await ReadAsync("t0,T\n2024-07-01 08:00:00,21\n"u8.ToArray(), text);

        Assert.Contains("--time-zone Europe/Berlin", Assert.Single(rows.Bad).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_EndlessFieldOfAnyTable_IsOneBadRow()
    {
        var text = new ImportText { Device = "plant-1", Columns = ["time=t0", "temperature=T"] };

        var rows = await ReadAsync(Encoding.UTF8.GetBytes(
            $"t0;T\n\"{new string('x', 3 * TextRecord.MaxBytes)}\n1748779200;21\n"), text);

        Assert.Equal((1, 1), (rows.Bad.Count, rows.Good.Count));
    }

    internal static byte[] Form(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Archive", "Forms", name));

    private static Task<ArchiveRows> ReadAsync(byte[] file, ImportText text) => ArchiveText.ReadAsync(file, text);

    private static (long Time, double Temperature, double Soil) Both(in Reading reading) =>
        (reading.Time, reading.Values[Metric.Temperature], reading.Values[Metric.SoilMoisture]);

    private static long Utc(int year, int month, int day, int hour, int minute = 0, int second = 0) =>
        new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
