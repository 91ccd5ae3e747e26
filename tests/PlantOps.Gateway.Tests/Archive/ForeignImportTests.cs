using System.Globalization;
using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>History of other systems, as they write it down.</summary>
public sealed class ForeignImportTests
{
    [Fact]
    public async Task Run_HomeAssistantHistory_GoesWhereTheMapSays()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var file = TableFormsTests.Form("home-assistant-history.csv");

        Assert.False(await gateway.ImportAsync(file, new ImportText()));
        Assert.Contains("--map 'sensor.fern_soil_moisture=fern/soil_moisture'   3 values, 40.9 to 41.5", gateway.Said,
            StringComparison.Ordinal);
        Assert.Contains("--map 'sensor.fern_temperature=fern/temperature'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("sensor.power (1)", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored.", gateway.Said, StringComparison.Ordinal);

        var map = new ImportText { Map = ["sensor.fern_soil_moisture=fern/soil_moisture",
            "sensor.fern_temperature=fern/temperature"] };
        Assert.False(await gateway.ImportAsync(file, map));
        Assert.Contains("There is no device 'fern'", gateway.Said, StringComparison.Ordinal);
        Assert.True(await gateway.ImportAsync(file, map, "create-devices"), gateway.Said);
        Assert.True(await gateway.ImportAsync(file, map), gateway.Said);

        Assert.Equal((0, 5), (gateway.Summary!.New, gateway.Summary.Existing));
        Assert.Equal([41.5, double.NaN, 41.2, 40.9, double.NaN], Of(gateway.Stored("fern"), Metric.SoilMoisture));
    }

    [Fact]
    public async Task Run_OneDeviceForAll_TakesTheMetricsThatNamesSay()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var text = new ImportText { Device = "fern" };

        Assert.True(await gateway.ImportAsync(
            TableFormsTests.Form("home-assistant-history.csv"), text, "create-devices"), gateway.Said);

        Assert.Equal(5, gateway.Summary!.New);
        Assert.False(await gateway.ImportAsync(
            "entity_id,state,last_changed\na_temperature,1,2024-05-01T08:00Z\nb_temp,1,2024-05-01T08:00Z\n", text));
        Assert.Contains("'a_temperature' and 'b_temp' would both be temperature of fern", gateway.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MapThatCannotBe_SaysWhy()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var file = TableFormsTests.Form("home-assistant-history.csv");

        Assert.False(await gateway.ImportAsync(file, new ImportText { Map = ["sensor.power=fern/power"] }));
        Assert.False(await gateway.ImportAsync(
            file, new ImportText { Map = ["sensor.typo=fern/temperature", "sensor.fern_temperature=fern"] }));

        Assert.Contains("'sensor.power' cannot go to 'fern/power'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("The files have no readings of a device 'sensor.typo'", gateway.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HomeAssistantStatistics_AreMeansInTheMetricsUnit()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var text = new ImportText { Device = "balcony", TimeZone = "Europe/Berlin" };

        Assert.True(await gateway.ImportAsync(
            TableFormsTests.Form("home-assistant-statistics.tsv"), text, "create-devices"), gateway.Said);

        var stored = gateway.Stored("balcony");
        Assert.Equal([11, 10], Of(stored, Metric.Temperature).Where(value => !double.IsNaN(value)));
        Assert.Equal(new DateTimeOffset(2024, 1, 25, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), stored[0].Time);
        Assert.Equal(62.5, Of(stored, Metric.Humidity).Single(value => !double.IsNaN(value)));
    }

    [Fact]
    public async Task Run_ThingSpeak_TakesFieldsAsTheyAreCalled()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var file = TableFormsTests.Form("thingspeak-feeds.csv");

        Assert.False(await gateway.ImportAsync(file, new ImportText { Device = "pot" }));
        Assert.Contains("It is a feed of ThingSpeak", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("field1, field2, field3", gateway.Said, StringComparison.Ordinal);
        var text = new ImportText { Device = "pot", Columns = ["temperature=field1", "humidity=field2", "soil_raw=field3"] };
        Assert.True(await gateway.ImportAsync(file, text, "create-devices"), gateway.Said);

        Assert.Equal((4, 1), (gateway.Summary!.New, gateway.Summary.BadCells));
        Assert.Equal([21.4, double.NaN, 21.6, double.NaN], Of(gateway.Stored("pot"), Metric.Temperature));
        Assert.Equal([48.1, 48.2, 48.3, 48.4], Of(gateway.Stored("pot"), Metric.Humidity));
        Assert.Contains("line 7, column 3 (field1)", gateway.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InfluxAnnotatedCsv_IsReadTableByTable()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var file = TableFormsTests.Form("influx-annotated.csv");

        Assert.False(await gateway.ImportAsync(file, new ImportText()));
        Assert.Contains("--map 'fern_temperature=fern/temperature'", gateway.Said, StringComparison.Ordinal);
        Assert.True(await gateway.ImportAsync(file, new ImportText { Device = "fern" }, "create-devices"), gateway.Said);
        Assert.True(await gateway.ImportAsync(
            TableFormsTests.Form("influx-pivoted.csv"), new ImportText(), "create-devices"), gateway.Said);

        Assert.Equal([21.5, 22], Of(gateway.Stored("fern"), Metric.Temperature).Where(value => !double.IsNaN(value)));
        Assert.Equal([21.5, 21.6], Of(gateway.Stored("plant-fern"), Metric.Temperature));
        Assert.Equal([48.5, double.NaN], Of(gateway.Stored("plant-fern"), Metric.Humidity));
    }

    [Fact]
    public async Task Run_LineProtocol_TakesTheDeviceThatItsTagsName()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var file = TableFormsTests.Form("influx.lp");

        Assert.False(await gateway.ImportAsync(file, new ImportText(), "create-devices"));
        Assert.Contains("line 8 (time): It has no time.", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("line 9: It is no line protocol", gateway.Said, StringComparison.Ordinal);
        Assert.True(await gateway.ImportAsync(file, new ImportText(), "create-devices", "skip-bad"), gateway.Said);

        Assert.Equal((3, 2), (gateway.Summary!.New, gateway.Summary.Bad));
        Assert.Equal([(21.5, 40), (21.6, 41)], gateway.Stored("plant-fern").Select(
            reading => (reading.Values[Metric.Temperature], reading.Values[Metric.SoilMoisture])));
        Assert.Equal(1714550400000, Assert.Single(gateway.Stored("plant-basil")).Time);
    }

    [Fact]
    public async Task Run_OneTableOfSeveralDevices_GoesByItsColumns()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var text = new ImportText
        {
            Map = ["field1=pot-a/temperature", "field2=pot-a/humidity", "field3=pot-b/soil_raw"],
        };

        Assert.True(await gateway.ImportAsync(
            TableFormsTests.Form("thingspeak-feeds.csv"), text, "create-devices"), gateway.Said);

        Assert.Equal((8, 1), (gateway.Summary!.New, gateway.Summary.BadCells));
        Assert.Equal([48.1, 48.2, 48.3, 48.4], Of(gateway.Stored("pot-a"), Metric.Humidity));
        Assert.Equal([612, 613, 611, 610], Of(gateway.Stored("pot-b"), Metric.SoilRaw));
    }

    [Fact]
    public async Task Run_NamesOfDevices_GoToTheIdsThatTheMapSays()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        const string File = "device,time,temperature\nLiving room,2009-05-01T08:00Z,21\nplant-b,2009-05-01T08:00Z,22\n";
        var text = new ImportText { Columns = ["device=device"], Map = ["Living room=plant-a"] };

        Assert.True(await gateway.ImportAsync(File, text, "create-devices"), gateway.Said);

        using var client = gateway.Host.SignedIn();
        var history = await client.GetStringAsync(
            "/api/v1/devices/plant-a/telemetry?from=2009-01-01T00:00:00Z&to=2010-01-01T00:00:00Z&resolution=1d",
            TestContext.Current.CancellationToken);
        Assert.Contains("\"t\":[1241136000000]", history, StringComparison.Ordinal);
        var export = Encoding.UTF8.GetString(await gateway.ExportAsync("format=csv&to=2009-06-01T00:00:00Z"));
        Assert.Equal(3, export.TrimEnd().Split('\n').Length);
        Assert.Contains("plant-b,plant-b,,2009-05-01T08:00:00.000Z,", export, StringComparison.Ordinal);
        Assert.Equal((21, 22), (gateway.Stored("plant-a")[0].Values[Metric.Temperature],
            gateway.Stored("plant-b")[0].Values[Metric.Temperature]));
    }

    [Fact]
    public async Task Run_DryRun_SaysWhatWouldBeAndStoresNothing()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(new ArchiveDevice("plant-1", "Fern", null));
        const string Header = "device_id,time,temperature,humidity\n";
        Assert.True(await gateway.ImportAsync(Header + "plant-1,1748779200000,20,40\n"), gateway.Said);
        const string File = Header
            + "plant-1,1748779200000,20,40\nplant-1,1748779260000,90,41\nplant-1,1748779320000,x,42\n"
            + "plant-1,never,21,43\nplant-2,1748779380000,22,44\n";

        Assert.True(await gateway.ImportAsync(File, new ImportText(), "dry-run", "skip-bad", "create-devices"), gateway.Said);

        var summary = gateway.Summary!;
        Assert.Equal((3, 1, 1, 1, 1), (summary.New, summary.Existing, summary.Doubted, summary.Bad, summary.BadCells));
        Assert.Equal(["plant-2"], summary.Created);
        Assert.Equal([("plant-1", false, 3L), ("plant-2", true, 1L)], summary.Preview!.Devices.Select(
            device => (device.Target!, device.IsNew, device.Readings)));
        var metric = summary.Preview.Devices[0].Metrics[0];
        Assert.Equal(("temperature", 2, 1, 20, 90), (metric.Metric, metric.Values, metric.Doubted, metric.Min, metric.Max));
        Assert.Equal((1748779200000, 1748779320000), (summary.Preview.Devices[0].First, summary.Preview.Devices[0].Last));
        Assert.Equal([("'…' is neither", true), ("'…' is not a number.", false)], summary.Preview.Errors.Select(
            error => (error.Reason[..Math.Min(20, error.Reason.Length)].Split(" ISO")[0], error.CostsRow)));
        Assert.Contains("plant-2 (new): 1 readings, 2025-06-01 12:03 to 2025-06-01 12:03 UTC", summary.Say(),
            StringComparison.Ordinal);
        Assert.Null(gateway.Devices.Find("plant-2"));
        Assert.Single(gateway.Stored("plant-1"));
    }

    [Fact]
    public async Task Run_DryRunOfWhatWouldBeRefused_ShowsItAllTheSame()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        const string File = "device_id,time,temperature\nplant-1,1748779200000,20\nplant-1,never,20\n";

        Assert.False(await gateway.ImportAsync(File, new ImportText(), "dry-run"));

        Assert.Equal(3, gateway.Summary!.Preview!.Problems.Length);
        Assert.Contains("1 rows cannot be understood.", gateway.Summary.Preview.Problems);
        Assert.Contains("There is no device 'plant-1' on this gateway.", gateway.Summary.Preview.Problems);
        Assert.Equal(1, gateway.Summary.Preview.Devices[0].Readings);
        Assert.Null(gateway.Devices.Find("plant-1"));
    }

    [Fact]
    public async Task Run_ManyBadCells_AreCountedByKindWithTheFirstOfThem()
    {
        var text = new StringBuilder("device_id,time,temperature,humidity\n");
        for (var i = 0; i < 5000; i++) text.Append(CultureInfo.InvariantCulture, $"plant-1,{1748779200000 + i},warm{i},40\n");
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.True(await gateway.ImportAsync(text.ToString(), new ImportText(), "create-devices"), gateway.Said);

        Assert.Contains("5,000 × '…' is not a number. (line 2, column 3 (temperature); line 3, column 3 (temperature); line 4",
            gateway.Said, StringComparison.Ordinal);
        Assert.Equal((5000, 5000), (gateway.Summary!.New, gateway.Summary.BadCells));
        Assert.True(gateway.Said.Length < 2048, "A few lines.");
    }

    [Fact]
    public async Task Run_TooManySources_AreRefused()
    {
        var text = new StringBuilder("entity_id,state,last_changed\n");
        for (var i = 0; i <= 10_000; i++) text.Append(CultureInfo.InvariantCulture, $"sensor.a{i},1,1748779200\n");
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync(text.ToString(), new ImportText()));

        Assert.Contains("more than 10,000 sources", gateway.Said, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Of(List<Reading> readings, Metric metric) =>
        readings.Select(reading => reading.Values[metric]);
}
