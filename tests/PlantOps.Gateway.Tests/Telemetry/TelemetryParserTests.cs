using System.Buffers;
using System.Text;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class TelemetryParserTests
{
    private const long Arrival = 1_760_000_000_000;

    [Fact]
    public void Parse_FlatObject_OneReadingAtArrival()
    {
        var reading = Assert.Single(Read("""{"temperature":21.5,"humidity":48,"soil_moisture":33.1,"light_level":812}"""));

        Assert.Equal(Arrival, reading.Time);
        Assert.Equal(TimeOrigin.Arrival, reading.Origin);
        Assert.False(reading.HasIdentity);
        Assert.Equal([21.5, 48, 33.1, 812, double.NaN], [.. FirstFive(reading)]);
    }

    [Fact]
    public void Parse_Batch_KeepsIdentityTimeRawValueAndQuality()
    {
        var readings = Read("""
            {"readings":[
              {"seq":1,"ts":1759999990000,"soil_raw":2210,"humidity":48,"quality":{"humidity":"stuck","temperature":"missing"}},
              {"seq":2,"age_ms":4000,"temperature":-3.5}],
             "boot":7}
            """);

        Assert.Equal((7, 1, 1_759_999_990_000, TimeOrigin.Device),
            (readings[0].Boot, readings[0].Sequence, readings[0].Time, readings[0].Origin));
        Assert.Equal(2210, readings[0].Values[Metric.SoilRaw]);
        Assert.Equal(Quality.Stuck, readings[0].Qualities[Metric.Humidity]);
        Assert.Equal(Quality.Missing, readings[0].Qualities[Metric.Temperature]);
        Assert.Equal((7, 2, Arrival - 4000, TimeOrigin.Age),
            (readings[1].Boot, readings[1].Sequence, readings[1].Time, readings[1].Origin));
        Assert.Equal(-3.5, readings[1].Values[Metric.Temperature]);
    }

    [Fact]
    public void Parse_UnknownFields_AreIgnored()
    {
        var reading = Assert.Single(
            Read("""{"device":"x","temperature":20,"extra":{"a":[1,{"temperature":99}]},"battery":3.9}"""));

        Assert.Equal(20, reading.Values[Metric.Temperature]);
    }

    [Fact]
    public void Parse_FurtherSoilChannels_EachHasReadingsWithTheSameAir()
    {
        var parsed = Parse("""
            {"boot":7,"readings":[
              {"seq":1,"ts":1759999990000,"temperature":21,"soil_moisture":33,"soil_moisture_2":61,"soil_raw_2":1730,"quality":{"soil_raw_2":"stuck","temperature":"unsettled"}},
              {"seq":2,"ts":1759999995000,"temperature":22,"soil_moisture":34,"soil_moisture_4":104}]}
            """);

        Assert.Equal([33, 34], parsed.Readings.Select(reading => reading.Values[Metric.SoilMoisture]));
        Assert.Equal([2, 4], parsed.Further.Select(channel => channel.Channel));
        var second = Assert.Single(parsed.Further[0].Readings);
        Assert.Equal((7, 1, 1_759_999_990_000, TimeOrigin.Device), (second.Boot, second.Sequence, second.Time, second.Origin));
        Assert.Equal([21, double.NaN, 61, double.NaN, 1730], [.. FirstFive(second)]);
        Assert.Equal(
            (Quality.Unsettled, Quality.Stuck), (second.Qualities[Metric.Temperature], second.Qualities[Metric.SoilRaw]));
        var fourth = Assert.Single(parsed.Further[1].Readings);
        Assert.Equal((2, 22, Quality.Implausible),
            (fourth.Sequence, fourth.Values[Metric.Temperature], fourth.Qualities[Metric.SoilMoisture]));
    }

    [Fact]
    public void Parse_OneSoilChannel_HasNoFurther() =>
        Assert.Empty(Parse("""{"soil_moisture":33,"soil_moisture_17":1,"soil_moisture_1":2}""").Further);

    [Theory]
    [InlineData("temperature", 80.1)]
    [InlineData("humidity", -1)]
    [InlineData("humidity", 103.1)]
    [InlineData("soil_moisture", 103.1)]
    [InlineData("soil_moisture", -2.1)]
    [InlineData("light_level", -0.1)]
    public void Parse_ImpossibleValue_IsKeptAndFlagged(string name, double value)
    {
        var reading = Assert.Single(Read($$"""{"{{name}}":{{value}}}"""));

        var metric = Enum.GetValues<Metric>().Single(m => Metrics.Name(m) == name);
        Assert.Equal(value, reading.Values[metric]);
        Assert.Equal(Quality.Implausible, reading.Qualities[metric]);
    }

    [Theory]
    [InlineData("", "Not JSON at line 1")]
    [InlineData("hello", "Not JSON at line 1")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("[7]", "[0]: expected an object")]
    [InlineData("{}", "none of the metrics")]
    [InlineData("""{"temperature":"warm"}""", "temperature: expected a number")]
    [InlineData("""{"temperature":true}""", "temperature: expected a number")]
    [InlineData("""{"temperature":1e999}""", "temperature: expected a number")]
    [InlineData("""{"temperature":21} x""", "Not JSON at line 1, byte 19")]
    [InlineData("""{"temperature":21""", "Not JSON at line 1")]
    [InlineData("""{"boot":-1,"readings":[{"unit":"C"}]}""", "boot: expected a whole number")]
    [InlineData("""{"boot":1,"readings":[{"seq":2.5}]}""", "readings[0].seq: expected a whole number")]
    [InlineData("""{"boot":1,"readings":[{"ts":"now"}]}""", "readings[0].ts: expected milliseconds")]
    [InlineData("""{"boot":1,"readings":[{"quality":"bad"}]}""", "readings[0].quality: expected an object")]
    [InlineData("""{"boot":1,"readings":[7]}""", "readings[0]: expected an object")]
    [InlineData("""{"boot":1,"readings":{}}""", "readings: expected an array")]
    [InlineData("""{"boot":1,"readings":[]}""", "readings: empty")]
    [InlineData("""{"soil_moisture_2":"wet"}""", "soil_moisture_2: expected a number")]
    [InlineData("""{"age_ms":300000000000,"temperature":20}""", "before 2020")]
    public void Parse_WrongPayload_SaysWhatIsWrongAndWhere(string payload, string expected)
    {
        var parsed = Parse(payload);

        Assert.Contains(expected, parsed.Error, StringComparison.Ordinal);
        Assert.Empty(parsed.Readings);
    }

    [Fact]
    public void Parse_MoreReadingsThanABatchHas_ReadsAllOfThem()
    {
        const int Count = (2 * Limits.MaxReadingsPerBatch) + 1;
        var readings = string.Join(',', Enumerable.Range(0, Count).Select(i => $$"""{"seq":{{i}},"humidity":41}"""));

        Assert.Equal(Count, Read($$"""{"boot":1,"readings":[{{readings}}]}""").Length);
    }

    [Fact]
    public void Parse_MoreReadingsThanAMessageCanHaveWithTheirTimes_TakesSoManyAndSaysSo()
    {
        var readings = string.Join(',', Enumerable.Range(0, TelemetryParser.MaxReadings + 5).Select(i => $$"""{"seq":{{i}}}"""));

        var parsed = Parse($$"""{"boot":1,"readings":[{{readings}}]}""");

        Assert.Equal(TelemetryParser.MaxReadings, parsed.Readings.Length);
        Assert.Equal("readings[10000]: more than 10000.", parsed.Lost);
    }

    [Theory]
    [InlineData("telemetry-flat.json")]
    [InlineData("telemetry-batch.json")]
    [InlineData("telemetry-soil-channels.json")]
    public void Parse_SampleOfTheWireContract_IsReadable(string sample)
    {
        var payload = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wire", sample));

        Assert.Null(TelemetryParser.Parse(new ReadOnlySequence<byte>(payload), Arrival).Error);
    }

    private static Reading[] Read(string payload)
    {
        var parsed = Parse(payload);
        Assert.Null(parsed.Error);
        return parsed.Readings;
    }

    private static ParsedTelemetry Parse(string payload) =>
        TelemetryParser.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)), Arrival);

    private static IEnumerable<double> FirstFive(Reading reading) => Enumerable.Range(0, 5).Select(i => reading.Values[i]);
}
