using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Tests.Telemetry.Inputs;

/// <summary>What anybody's device sends is read as far as it can be: a bad value costs that value, and nothing else.</summary>
public sealed class LenientTelemetryTests
{
    internal const long Arrival = 1_760_000_000_000;

    [Theory]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("-nan")]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("None")]
    [InlineData("\"nan\"")]
    [InlineData("\"unavailable\"")]
    [InlineData("\"Unknown\"")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("")]
    [InlineData("\"warm\"")]
    [InlineData("\"21;5\"")]
    [InlineData("1e999")]
    [InlineData("true")]
    [InlineData("[1,2]")]
    [InlineData("{\"value\":3}")]
    public void Parse_OneBadValue_CostsThatValue(string bad)
    {
        var reading = Assert.Single(Read($$"""{"temperature":{{bad}},"soil_moisture":41.5,"light_level":800}"""));

        Assert.True(double.IsNaN(reading.Values[Metric.Temperature]));
        Assert.Equal(Quality.Missing, reading.Qualities[Metric.Temperature]);
        Assert.Equal((41.5, 800), (reading.Values[Metric.SoilMoisture], reading.Values[Metric.LightLevel]));
        Assert.Equal((Quality.Ok, Quality.Ok), (reading.Qualities[Metric.SoilMoisture], reading.Qualities[Metric.LightLevel]));
    }

    [Fact]
    public void Parse_OneBadValueInABatch_CostsThatValueAndIsCounted()
    {
        var readings = string.Join(',', Enumerable.Range(0, 300).Select(i =>
            $$"""{"seq":{{i}},"age_ms":{{300 - i}}000,"temperature":21.5,"humidity":{{(i == 17 ? "\"nan\"" : "48")}}}"""));

        var parsed = Parse($$"""{"boot":1,"readings":[{{readings}}]}""");

        Assert.Equal(300, parsed.Readings.Length);
        var missing = parsed.Readings.Where(one => one.Qualities[Metric.Humidity] == Quality.Missing);
        Assert.Equal([17], missing.Select(one => one.Sequence));
        Assert.Equal([new InputNote("humidity", InputProblems.NoValue, "nan", 1)], parsed.Notes!.All);
        Assert.Null(parsed.Lost);
    }

    [Theory]
    [InlineData("\"22.80\"", 22.8)]
    [InlineData("\" 22.80 \"", 22.8)]
    [InlineData("\"+5\"", 5)]
    [InlineData("\"-3,5\"", -3.5)]
    [InlineData("\"2.1e1\"", 21)]
    [InlineData("\"22.5 °C\"", 22.5)]
    [InlineData("\"22.5\\u00b0C\"", 22.5)]
    [InlineData("\"71.6 °F\"", 22)]
    [InlineData(".5", 0.5)]
    [InlineData("+5", 5)]
    [InlineData("5.", 5)]
    [InlineData("007", 7)]
    public void Parse_ANumberWrittenOtherwise_IsRead(string number, double expected) =>
        Assert.Equal(expected, Assert.Single(Read($$"""{"temperature":{{number}},"humidity":41}""")).Values[Metric.Temperature]);

    [Fact]
    public void Parse_LatinOneInAUnit_IsRead()
    {
        byte[] payload = [.. "{\"temperature\":\"22.5\u00b0C\"}".Select(character => (byte)character)];

        Assert.Equal(22.5, Assert.Single(TelemetryParser.Parse(new(payload), Arrival).Readings).Values[Metric.Temperature]);
    }

    [Theory]
    [InlineData("\uFEFF{\"temperature\":21}")]
    [InlineData("{\"temperature\":21}\0")]
    [InlineData("{\"temperature\":21}\0\0\0\0")]
    [InlineData("{\"temperature\":21}\r\n")]
    [InlineData("{\"temperature\":21}\n\0")]
    [InlineData("\0 {\"temperature\":21}")]
    [InlineData("{'temperature': 21, 'humidity': None}")]
    [InlineData("{\"temperature\":21,}")]
    [InlineData("{\"temperature\":21,\"humidity\":}")]
    [InlineData("{\"temperature\":21,\"note\":\"two\nlines\"}")]
    public void Parse_NearlyJson_IsRead(string payload) =>
        Assert.Equal(21, Assert.Single(Read(payload)).Values[Metric.Temperature]);

    [Theory]
    [InlineData("{\"temperature\":20}\n{\"temperature\":21}\n{\"temperature\":22}\n")]
    [InlineData("{\"temperature\":20}\n{\"readings\":[{\"temperature\":21},{\"temperature\":22}]}")]
    [InlineData("{\"readings\":[{\"temperature\":20},{\"temperature\":21}]}{\"temperature\":22}")]
    public void Parse_SeveralObjects_ReadsEach(string payload) =>
        Assert.Equal([20, 21, 22], Read(payload).Select(reading => reading.Values[Metric.Temperature]));

    [Fact]
    public void Parse_OneUnreadableReadingInABatch_CostsThatReading()
    {
        var parsed = Parse(
            """{"boot":1,"readings":[{"seq":1,"temperature":20},7,{"seq":3,"temperature":"warm"},{"seq":4,"temperature":21}]}""");

        Assert.Equal([1, 4], parsed.Readings.Select(one => one.Sequence));
        Assert.Equal("readings[1]: expected an object.", parsed.Lost);
        Assert.Null(parsed.Error);
    }

    [Fact]
    public void Parse_ABatchThatBreaksOff_KeepsWhatIsWhole()
    {
        var parsed = Parse("""{"boot":1,"readings":[{"seq":1,"temperature":20},{"seq":2,"temperature":21},{"seq":3,"temp""");

        Assert.Equal([1, 2], parsed.Readings.Select(one => one.Sequence));
        Assert.StartsWith("Not JSON at line 1", parsed.Lost, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"boot":"7","readings":[{"seq":"12","ts":"1759999990000","temperature":"20"}]}""")]
    [InlineData("""{"boot":7,"readings":[{"seq":12,"ts":"2025-10-09T08:53:10Z","temperature":20}]}""")]
    public void Parse_IdentityAndTimeAsText_AreRead(string payload)
    {
        var reading = Assert.Single(Read(payload));

        Assert.Equal((7, 12, 1_759_999_990_000), (reading.Boot, reading.Sequence, reading.Time));
    }

    [Fact]
    public void Parse_IdentityThatIsNone_CostsTheIdentity()
    {
        var reading = Assert.Single(Read("""{"boot":-1,"readings":[{"seq":2.5,"ts":"now","temperature":20}]}"""));

        Assert.Equal((false, Arrival, 20), (reading.HasIdentity, reading.Time, reading.Values[Metric.Temperature]));
    }

    [Theory]
    [InlineData("soil_moisture", -0.098, 0)]
    [InlineData("soil_moisture", -2, 0)]
    [InlineData("soil_moisture", 101.5, 100)]
    [InlineData("soil_moisture", 103, 100)]
    [InlineData("humidity", 100.3, 100)]
    public void Parse_ASlightOvershoot_IsTheEndOfTheRange(string name, double value, double expected)
    {
        var reading = Assert.Single(Read($$"""{"{{name}}":{{value}}}"""));

        var metric = MetricNames.Find(name)!.Value;
        Assert.Equal((expected, Quality.Ok), (reading.Values[metric], reading.Qualities[metric]));
    }

    [Theory]
    [InlineData("""{"light":1743,"moisture":31}""", 31, 1743)]
    [InlineData("""{"moi":31,"lux":1743}""", 31, 1743)]
    [InlineData("""{"Soil_Moisture":31,"illuminance":"1743 lx"}""", 31, 1743)]
    [InlineData("""{"soil_moisture_1":31,"light_level":1743,"light":9}""", 31, 1743)]
    [InlineData("""{"moisture":9,"soil_moisture":31,"lux":9,"light_level":1743}""", 31, 1743)]
    public void Parse_OtherNames_CountWhereTheContractsAreNotThere(string payload, double soil, double light)
    {
        var reading = Assert.Single(Read(payload));

        Assert.Equal((soil, light), (reading.Values[Metric.SoilMoisture], reading.Values[Metric.LightLevel]));
    }

    [Theory]
    [InlineData("""{"temperature":71.6,"temperature_unit":"fahrenheit"}""")]
    [InlineData("""{"TempUnit":"F","Temperature":71.6}""")]
    [InlineData("""{"tempf":71.6}""")]
    [InlineData("""{"tempc":22,"tempf":71.6}""")]
    [InlineData("""{"temperature":22,"temperature_unit":"C"}""")]
    public void Parse_AUnitThatIsNamed_IsHeeded(string payload) =>
        Assert.Equal(22, Assert.Single(Read(payload)).Values[Metric.Temperature]);

    [Theory]
    [InlineData("\"battery\":96", 96, double.NaN)]
    [InlineData("\"battery\":7", 7, double.NaN)]
    [InlineData("\"battery\":3", 3, double.NaN)]
    [InlineData("\"battery\":87.5", 88, double.NaN)]
    [InlineData("\"battery\":\"87 %\"", 87, double.NaN)]
    [InlineData("\"battery\":2.97", null, 2.97)]
    [InlineData("\"battery\":3.0", null, 3)]
    [InlineData("\"battery\":\"3 V\"", null, 3)]
    [InlineData("\"battery\":2970", null, 2.97)]
    [InlineData("\"battery_v\":3", null, 3)]
    [InlineData("\"voltage\":2900", null, 2.9)]
    [InlineData("\"battery\":255", null, double.NaN)]
    [InlineData("\"battery\":-1", null, double.NaN)]
    [InlineData("\"voltage\":230", null, double.NaN)]
    public void Parse_Battery_PercentAndVoltsAreToldApart(string field, int? percent, double volts)
    {
        var parsed = Parse($$"""{"temperature":20,{{field}}}""");

        Assert.Equal(percent, parsed.Battery);
        Assert.Equal(volts, parsed.Readings[0].Values[Metric.BatteryVoltage]);
    }

    [Fact]
    public void Parse_NothingButTheBattery_IsReadAndNoReading()
    {
        var parsed = Parse("""{"battery":87}""");

        Assert.Equal((null, 87, 0), (parsed.Error, parsed.Battery, parsed.Readings.Length));
    }

    [Fact]
    public void Parse_FieldsThatAreNotKnown_AreNotedByTheirPointers()
    {
        var parsed = Parse("""{"temperature":20,"salinity":410,"AM2301":{"Temperature":21.4,"DewPoint":9},"list":[1,2]}""");

        Assert.Equal(
            [("/salinity", "410"), ("/AM2301/Temperature", "21.4"), ("/AM2301/DewPoint", "9"), ("/list", "[…]")],
            parsed.Notes!.All.Select(note => (note.Field, note.Example)));
    }

    [Fact]
    public void Parse_ManyUnknownFields_NotesAFew()
    {
        var fields = string.Join(',', Enumerable.Range(0, 5000).Select(i =>
            $"\"{i}{new string('x', 200)}\":\"{new string('y', 200)}\""));

        var notes = Parse($$"""{"temperature":20,{{fields}}}""").Notes!.All;

        Assert.Equal(InputNotes.MaxNotes, notes.Count);
        Assert.All(notes, note => Assert.InRange(note.Field.Length + note.Example.Length, 1, InputNotes.MaxField + 40));
    }

    [Fact]
    public void Parse_TelemetryOfTheContract_NotesNothing()
    {
        var parsed = Parse("""
            {"boot":7,"readings":[{"seq":1,"ts":1759999990000,"temperature":21,"humidity":null,"soil_raw_2":1730,"quality":{"humidity":"missing"}}]}
            """);

        Assert.Null(parsed.Notes);
        Assert.Null(parsed.Lost);
    }

    [Theory]
    [InlineData("""{"temperature":21.5,"humidity":48,"soil_moisture":33.1,"light_level":812}""", 1)]
    [InlineData(
        """{"boot":7,"readings":[{"seq":1,"ts":1759999990000,"temperature":21.5,"quality":{"humidity":"missing"}},{"seq":2,"age_ms":5,"humidity":48}]}""", 2)]
    public void Parse_TelemetryOfTheContract_AllocatesItsReadingsOnly(string payload, int readings)
    {
        var bytes = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload));
        for (var i = 0; i < 3; i++) TelemetryParser.Parse(bytes, Arrival);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) TelemetryParser.Parse(bytes, Arrival);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        Assert.InRange(each, 1, 24 + (readings * Unsafe.SizeOf<Reading>()) + 40);
    }

    internal static Reading[] Read(string payload, long arrival = Arrival, ReadingRules? rules = null)
    {
        var parsed = TelemetryParser.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)), arrival, rules);
        Assert.Null(parsed.Error);
        return parsed.Readings;
    }

    private static ParsedTelemetry Parse(string payload) =>
        TelemetryParser.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)), Arrival);
}
