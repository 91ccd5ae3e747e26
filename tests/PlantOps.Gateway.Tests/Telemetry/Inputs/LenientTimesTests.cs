using System.Buffers;
using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using static PlantOps.Gateway.Tests.Telemetry.Inputs.LenientTelemetryTests;

namespace PlantOps.Gateway.Tests.Telemetry.Inputs;

/// <summary>When readings were taken, however anybody's device says it.</summary>
public sealed class LenientTimesTests
{
    [Theory]
    [InlineData("1759999990")]
    [InlineData("1759999990.0")]
    [InlineData("\"1759999990\"")]
    [InlineData("1759999990000")]
    [InlineData("1759999990000000")]
    [InlineData("1759999990000000000")]
    [InlineData("\"2025-10-09T08:53:10Z\"")]
    [InlineData("\"2025-10-09 08:53:10Z\"")]
    [InlineData("\"2025-10-09 08:53:10+00:00\"")]
    [InlineData("\"2025-10-09 08:53:10 UTC\"")]
    [InlineData("\"2025-10-09 10:53:10.000000 +0200\"")]
    [InlineData("\"2025-10-09T03:53:10-05\"")]
    public void Parse_ATimeWrittenOtherwise_IsThatTime(string time)
    {
        var reading = Assert.Single(Read($$"""{"ts":{{time}},"temperature":20}"""));

        Assert.Equal((1_759_999_990_000, TimeOrigin.Device), (reading.Time, reading.Origin));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("time")]
    [InlineData("Time")]
    public void Parse_TheTimeByAnotherName_IsRead(string name)
    {
        Assert.Equal(1_759_999_990_000, Assert.Single(Read($$"""{"{{name}}":1759999990,"temperature":20}""")).Time);
        var both = Assert.Single(Read($$"""{"{{name}}":1759999990,"ts":1759999980000,"temperature":20}"""));
        Assert.Equal(1_759_999_980_000, both.Time);
        Assert.Equal(Arrival, Assert.Single(Read($$"""{"{{name}}":"a while ago","temperature":20}""")).Time);
    }

    [Fact]
    public void Parse_ALocalTimeWithoutZone_IsOfAnotherZoneOnceItRepeats()
    {
        var rules = new ReadingRules(new DeviceClock(), null);

        // 10:53:10 in Berlin is 08:53:10 UTC, ten seconds before the arrival.
        var lone = Assert.Single(Read("""{"Time":"2025-10-09T10:53:10","temperature":20}""", Arrival, rules));
        Assert.Equal(Arrival, lone.Time);
        var again = Assert.Single(Read("""{"Time":"2025-10-09T10:54:10","temperature":20}""", Arrival + 60_000, rules));
        Assert.Equal((1_760_000_050_000, TimeOrigin.Corrected), (again.Time, again.Origin));
        var buffered = Assert.Single(Read("""{"Time":"2025-10-09T09:20:00","temperature":20}""", Arrival + 90_000, rules));
        Assert.Equal(new DateTimeOffset(2025, 10, 9, 7, 20, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), buffered.Time);
    }

    [Fact]
    public void Parse_AReadingThatIsAWholeQuarterOldByChance_KeepsItsTime()
    {
        var rules = new ReadingRules(new DeviceClock(), null);
        foreach (var minute in (int[])[8, 23, 38])
        {
            // A backlog of a reading a quarter of an hour, a message a minute.
            var reading = Assert.Single(Read(
                $$"""{"Time":"2025-10-09T08:{{minute:00}}:10","temperature":20}""", Arrival + (minute / 15 * 60_000), rules));
            Assert.Equal(new DateTimeOffset(2025, 10, 9, 8, minute, 10, TimeSpan.Zero).ToUnixTimeMilliseconds(), reading.Time);
        }
    }

    [Fact]
    public void Parse_AtTheEndOfSummerTime_TakesTheNewZoneOnceItRepeats()
    {
        var rules = new ReadingRules(new DeviceClock(), null);
        Read("""{"Time":"2025-10-09T10:53:10","temperature":20}""", Arrival, rules);
        Read("""{"Time":"2025-10-09T10:54:10","temperature":20}""", Arrival + 60_000, rules);

        Read("""{"Time":"2025-10-09T09:55:10","temperature":20}""", Arrival + 120_000, rules);
        var winter = Assert.Single(Read("""{"Time":"2025-10-09T09:56:10","temperature":20}""", Arrival + 180_000, rules));

        Assert.Equal(1_760_000_170_000, winter.Time);
    }

    [Theory]
    [InlineData("""{"ts":1759999990000,"values":{"temperature":20,"humidity":"41"}}""", 1)]
    [InlineData("""[{"ts":1759999980000,"values":{"temperature":20}},{"ts":1759999990000,"values":{"temperature":21}}]""", 2)]
    [InlineData("""[{"temperature":20},{"temperature":20}]""", 2)]
    [InlineData("""{"readings":[{"ts":1759999980000,"values":{"temperature":20}}]}""", 1)]
    public void Parse_ValuesInAnObjectAndArrays_AreRead(string payload, int readings)
    {
        var read = Read(payload);

        Assert.Equal(readings, read.Length);
        Assert.All(read, reading => Assert.InRange(reading.Values[Metric.Temperature], 20, 21));
        Assert.Equal(readings, read.Select(reading => reading.Time).Distinct().Count());
    }

    [Theory]
    [InlineData("", "", "1759999880000", "1759999940000", new[] { -240, -180, -120, -60 })]
    [InlineData("1000", "31000", "1759999880000", "1759999940000", new[] { -210, -180, -120, -60 })]
    [InlineData("", "", "", "1759999940000", new[] { -240, -180, -120, -60 })]
    [InlineData("1759999940000", "", "1759999880000", "", new[] { -180, -120, -90, -60 })]
    [InlineData("1759999880000", "", "", "1759999940000", new[] { -120, -100, -80, -60 })]
    [InlineData("1759999940000", "", "", "", new[] { -60, -40, -20, 0 })]
    public void Parse_ABatchOfWhichSomeHaveNoClock_KeepsItsOrder(string a, string b, string c, string d, int[] secondsBefore)
    {
        string[] times = [a, b, c, d];
        var readings = times.Select((time, i) =>
            $$"""{"seq":{{i}},{{(time.Length > 0 ? $"\"ts\":{time}," : "")}}"temperature":2{{i}}}""");

        var read = Read($$"""{"boot":1,"readings":[{{string.Join(',', readings)}}]}""");

        var byTime = read.OrderBy(reading => reading.Time).ToList();
        Assert.Equal(secondsBefore, byTime.Select(reading => (int)((reading.Time - Arrival) / 1000)));
        var order = byTime.Select(reading => (int)reading.Sequence).ToList();
        Assert.True(order.SequenceEqual([0, 1, 2, 3]) || order.SequenceEqual([3, 2, 1, 0]), string.Join(' ', order));
    }

    [Fact]
    public void Parse_ABatchWithoutAnyClock_EndsAtTheArrival()
    {
        var read = Read("""{"boot":1,"readings":[{"temperature":20},{"temperature":20},{"temperature":20}]}""");

        Assert.Equal([Arrival - 2, Arrival - 1, Arrival], read.Select(reading => reading.Time));
    }

    [Fact]
    public void Parse_AgesOfMoreThanAYear_AreAsOldAsTheySay()
    {
        const long Old = 450L * 24 * 60 * 60_000;

        Assert.Equal(Arrival - Old, Assert.Single(Read($$"""{"age_ms":{{Old}},"temperature":20}""")).Time);
        Assert.Equal(Arrival - 5000, Assert.Single(Read("""{"age_ms":"5000","temperature":20}""")).Time);
    }

    [Theory]
    [InlineData("\"age_ms\":0,")]
    [InlineData("\"age_ms\":60000,")]
    [InlineData("")]
    public void Parse_WhereTheGatewaysClockIsNotSet_KeepsTheReading(string age)
    {
        var payload = Encoding.UTF8.GetBytes($$"""{"boot":1,"readings":[{"seq":1,{{age}}"temperature":20}]}""");

        var parsed = TelemetryParser.Parse(new ReadOnlySequence<byte>(payload), arrival: 1000);

        Assert.Null(parsed.Lost);
        Assert.Equal(20, Assert.Single(parsed.Readings).Values[Metric.Temperature]);
    }
}
