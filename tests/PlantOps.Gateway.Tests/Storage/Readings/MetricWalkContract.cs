using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlantOps.Contracts.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Archive;

namespace PlantOps.Gateway.Tests.Storage.Readings;

/// <summary>Every metric of the catalogue on its way: message, store, rollup, API, archives and back.</summary>
public abstract class MetricWalkContract(Func<TestStore> open)
{
    private const int Fern = 1;
    private const long Start = TestReadings.Start;
    private const long Arrival = Start + (3 * 60_000);

    public static TheoryData<Metric> All => [.. MetricNames.Metrics];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Metric_OfAMessage_ArrivesEverywhere(Metric metric)
    {
        var (least, most) = (Metrics.Min(metric), Metrics.Max(metric));
        var sent = Parse(metric, least, most);
        Assert.Equal([least, most, most], sent.Select(reading => reading.Values[metric]));
        Assert.Equal([Quality.Ok, Quality.Ok, Quality.Stuck], sent.Select(reading => reading.Qualities[metric]));

        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, sent));
        var unrolled = Day(store);
        store.Settle();
        store.Rollups.RollUp(Start + TestReadings.Day, TestContext.Current.CancellationToken);
        store.Restart();
        var stored = new List<Reading>();
        store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue, stored);
        var rolled = Day(store);

        Assert.Equal(sent, stored);
        Assert.Equal(unrolled, rolled);
        Assert.Equal(new MetricRollup(2, least, most, least + most), Assert.Single(rolled).Metrics[metric]);
        await AssertShown(metric, stored, rolled);
        foreach (var format in Enum.GetValues<ArchiveFormat>()) await AssertArchived(format, sent);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Metric_ThatDiffers_IsAnotherDayToAMove(Metric metric)
    {
        var (x, y) = (Parse(metric, Metrics.Min(metric)), Parse(metric, Metrics.Max(metric)));
        Assert.NotEqual(DayDigest.Of([.. x]), DayDigest.Of([.. y]));
        Assert.NotEqual(Rolled(x), Rolled(y));

        static DayDigest Rolled(Reading[] readings)
        {
            var day = new List<Rollup>();
            RollupSeries.Add(readings, RollupPeriod.Day.Length(), day);
            return DayDigest.Of(new ExpiredDay(Start, RollupPeriod.Day, day));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Metric_OfAFurtherSoilChannel_IsItsOwnOrTheSame(Metric metric)
    {
        var json = $$"""{"{{Metrics.Name(metric)}}":2,"soil_raw_2":1,"{{SoilChannels.Name(metric, 2)}}":3}""";
        var parsed = TelemetryParser.Parse(new ReadOnlySequence<byte>(System.Text.Encoding.UTF8.GetBytes(json)), Arrival);
        var expected = Metrics.IsOfSoil(metric) ? (2d, 3d) : (3d, 3d);
        Assert.Equal(expected, (parsed.Readings[0].Values[metric], Assert.Single(parsed.Further).Readings[0].Values[metric]));
    }

    // The last of the values once more, as one that a sensor is stuck at.
    private static Reading[] Parse(Metric metric, params double[] values)
    {
        var message = (int)metric < Metrics.FirmwareCount ? MessageOfFirmware(metric, values) : MessageOfOthers(metric, values);
        var parsed = TelemetryParser.Parse(new ReadOnlySequence<byte>(message), Arrival);
        Assert.Null(parsed.Error);
        return parsed.Readings;
    }

    private static byte[] MessageOfFirmware(Metric metric, double[] values)
    {
        var readings = values.Append(values[^1]).Select((value, i) =>
        {
            var reading = new TelemetryReading { Boot = 4, Sequence = i, TimestampMs = Start + (i * 60_000) };
            reading.Set(metric, value, i < values.Length ? Quality.Ok : Quality.Stuck);
            return reading;
        }).ToArray();
        var json = new JsonWriter(new byte[4096]);
        TelemetryMessage.Write(json, readings, readings.Length);
        return json.ToArray();
    }

    private static byte[] MessageOfOthers(Metric metric, double[] values)
    {
        var name = Metrics.Name(metric);
        var readings = values.Append(values[^1]).Select((value, i) =>
        {
            var (text, quality) = (value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                i < values.Length ? "ok" : "stuck");
            return $$$"""{"seq":{{{i}}},"ts":{{{Start + (i * 60_000)}}},"{{{name}}}":{{{text}}},"quality":{"{{{name}}}":"{{{quality}}}"}}""";
        });
        return System.Text.Encoding.UTF8.GetBytes($$"""{"boot":4,"readings":[{{string.Join(',', readings)}}]}""");
    }

    private static List<Rollup> Day(TestStore store)
    {
        var day = new List<Rollup>();
        store.Rollups.Read(Fern, RollupPeriod.Day, 0, long.MaxValue, day);
        return day;
    }

    private static async Task AssertShown(Metric metric, List<Reading> stored, List<Rollup> rolled)
    {
        var given = new TelemetryParameters { Metrics = Metrics.Name(metric), Resolution = "raw" };
        var query = TelemetryQuery.Parse(given, Arrival, out var errors);
        Assert.Empty(errors);
        var (raw, day) = (await Written(new TelemetryColumns(default, query, stored, [])),
            await Written(new RollupColumns(default, query, rolled, [])));

        var values = raw.GetProperty("metrics").GetProperty(Metrics.Name(metric));
        Assert.Equal(
            stored.Select(reading => reading.Values[metric]), values.EnumerateArray().Select(value => value.GetDouble()));
        var qualities = raw.GetProperty("quality").GetProperty(Metrics.Name(metric));
        Assert.Equal(["ok", "ok", "stuck"], qualities.EnumerateArray().Select(word => word.GetString()));
        var came = day.GetProperty("metrics").GetProperty(Metrics.Name(metric));
        Assert.Equal(rolled[0].Metrics[metric].Max, came.GetProperty("max")[0].GetDouble());
        Assert.Equal(2, came.GetProperty("count")[0].GetInt32());
    }

    private static async Task<JsonElement> Written(ITelemetryRows rows)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await rows.WriteTo(context.Response, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(((MemoryStream)context.Response.Body).ToArray()).RootElement;
    }

    private static async Task AssertArchived(ArchiveFormat format, Reading[] readings)
    {
        var rows = await ArchiveText.ReadAsync(format, await ArchiveText.WriteAsync(format, (ArchiveText.Fern, readings)));
        Assert.Empty(rows.Bad);
        Assert.Equal(readings, rows.Good.Select(row => row.Reading));
    }
}
