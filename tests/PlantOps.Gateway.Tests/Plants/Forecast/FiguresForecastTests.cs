using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Dashboard.Plants;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Plants.Forecast;

/// <summary>What a running gateway says of when a plant will be too dry.</summary>
public sealed class FiguresForecastTests
{
    private const long Hour = SoilHour.Length;
    private const long Day = 24 * Hour;

    [Fact]
    public async Task Figures_PlantWithAPast_HasTheForecastInApiPageAndCard()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device, Watered);

        var forecast = await ForecastOf(host, id);
        var (earliest, likely, latest) = (Days(forecast, "earliest"), Days(forecast, "likely"), Days(forecast, "latest"));
        RenewDue(host.Service<DryForecasts>());
        await host.Api.Until($"/api/v1/plants/{id}", plant => plant.GetProperty("condition").GetString() == "ok");
        var page = (await host.Ada.GetAsync($"/plants/{id}")).Html;
        var cards = (await host.Ada.GetAsync("/plants")).Html;

        // 70 two days ago, 5 a day, too dry below 15.
        Assert.Equal(9, likely, 0.7);
        Assert.True(earliest < likely && likely < latest && latest - earliest < 5, forecast.ToString());
        Assert.Equal(0.8, Days(forecast, "confidence"));
        var range = new En().DryBetween((int)earliest, (int)Math.Ceiling(latest))
            .Replace("\u00a0", "&#xA0;", StringComparison.Ordinal);
        Assert.Contains(range, page.Replace("&#x2013;", "–", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"Too dry {range}", cards.Replace("&#x2013;", "–", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_WateringNotedInTheJournal_IsForgottenUntilItIsWorkedOutAnew()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device, Watered);
        var forecasts = host.Service<DryForecasts>();
        RenewDue(forecasts);
        Assert.True(forecasts.Known(host.Plant(id))!.Value.IsKnown);

        await host.Api.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/journal", """{"kind":"watered"}""");

        Assert.Null(forecasts.Known(host.Plant(id)));
        Assert.Equal("just_watered", (await ForecastOf(host, id)).GetProperty("unknown").GetString());
    }

    [Fact]
    public async Task Known_SoilThatRisesAsByAWatering_IsForgotten()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device, Watered);
        var forecasts = host.Service<DryForecasts>();
        RenewDue(forecasts);
        Assert.NotNull(forecasts.Known(host.Plant(id)));

        var (now, values) = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), MetricValues.None);
        values[(int)Metric.SoilMoisture] = 74;
        var reading = new Reading(now, 2, 1, values, default, TimeOrigin.Device);
        var stream = StreamId.Of(device.Number, 1);
        host.Service<IReadingStore>().Append(new ReadingGroup([new DeviceReadings(stream, [reading])], []));

        Assert.Null(forecasts.Known(host.Plant(id)));
    }

    [Fact]
    public async Task CommandLine_PlantWithAPast_SaysWhenItWillBeTooDryAndWhatItsProbeIs()
    {
        var gateway = await GatewayHost.StartedAsync();
        await using var host = new PlantHost(gateway);
        var id = await host.Add("Fern");

        var (exit, figures, _) = await PlantOpsProgram.Run(gateway.DataDirectory, "plant", "figures", id);
        var (_, json, _) = await PlantOpsProgram.Run(gateway.DataDirectory, "plant", "figures", id, "--json");
        var (_, calibration, _) = await PlantOpsProgram.Run(gateway.DataDirectory, "plant", "calibration", id);
        var (none, _, problem) = await PlantOpsProgram.Run(gateway.DataDirectory, "plant", "calibration", id, "take");
        var (wrong, _, _) = await PlantOpsProgram.Run(gateway.DataDirectory, "plant", "calibration", id, "steal");

        Assert.Equal((0, 1, 2), (exit, none, wrong));
        Assert.Contains("Too dry:      not known: no device watches it\n", figures, StringComparison.Ordinal);
        var forecast = JsonDocument.Parse(json).RootElement.GetProperty("dry_forecast");
        Assert.Equal("no_device", forecast.GetProperty("unknown").GetString());
        Assert.Equal("No device watches it.\n", calibration);
        Assert.Contains($"Nothing is proposed for the soil probe of '{id}'.", problem, StringComparison.Ordinal);
        Assert.Equal(
            "in 3.2 to 5.3 days, most likely 4.1 (so 80 % of the time)",
            PlantFiguresCommand.Dry(DryForecastView.Of(new DryForecast(3.2, 4.1, 5.3))));
    }

    [Fact]
    public async Task Figures_WhatCannotBeKnown_SayWhy()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var none = await host.Api.Add("Cactus");
        var (silent, silentDevice) = await Watched(host, "hw-silent");
        Measure(host, silentDevice, Watered, until: -2 * Day);
        var (raw, rawDevice) = await Watched(host, "hw-raw");
        Measure(host, rawDevice, _ => double.NaN, raw: 2100);
        var (doubted, doubtedDevice) = await Watched(host, "hw-doubted");
        Measure(host, doubtedDevice, Watered, quality: Quality.Implausible);
        var (air, airDevice) = await Watched(host, "hw-air");
        Measure(host, airDevice, _ => double.NaN);
        var (out1, outDevice) = await Watched(host, "hw-out");
        Measure(host, outDevice, age => age < 3 * Hour ? 1 : Watered(age));

        Assert.Equal("no_device", await Why(none));
        Assert.Equal("silent", await Why(silent));
        Assert.Equal("raw_only", await Why(raw));
        Assert.Equal("doubted", await Why(doubted));
        Assert.Equal("no_soil", await Why(air));
        Assert.Equal("probe_out", await Why(out1));

        async Task<string?> Why(string id)
        {
            var figures = (await host.Api.Get($"/api/v1/plants/{id}/figures")).Body;
            Assert.Equal(JsonValueKind.Null, figures.GetProperty("days_until_dry").ValueKind);
            Assert.Equal(JsonValueKind.Null, figures.GetProperty("dry_forecast").GetProperty("likely").ValueKind);
            return figures.GetProperty("dry_forecast").GetProperty("unknown").GetString();
        }
    }

    private static async Task<JsonElement> ForecastOf(PlantPagesHost host, string id) =>
        (await host.Api.Get($"/api/v1/plants/{id}/figures")).Body.GetProperty("dry_forecast");

    private static double Days(JsonElement forecast, string name) => forecast.GetProperty(name).GetDouble();

    private static async Task<(string Id, Device Device)> Watched(PlantPagesHost host, string hardware = "hw-1")
    {
        var (id, device) = (await host.Api.Add("Fern " + hardware), host.Admit(hardware));
        var since = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - (60 * Day);
        var watch = $$"""{"device_id":"{{device.Id}}","since":{{since}}}""";
        await host.Api.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device", watch);
        return (id, device);
    }

    /// <summary>Watered to 70 each week, last two days ago; 5 points less each day.</summary>
    private static double Watered(long age) => 70 - (5.0 * Since(age) / Day);

    private static long Since(long age)
    {
        var since = ((2 * Day) - age) % (7 * Day);
        return since < 0 ? since + (7 * Day) : since;
    }

    private static void Measure(
        PlantPagesHost host, Device device, Func<long, double> soil, long until = 0, Quality quality = Quality.Ok,
        double raw = double.NaN)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var readings = new List<Reading>();
        for (var time = now - (45 * Day); time <= now + until; time += Hour / 2)
        {
            var values = MetricValues.None;
            values[(int)Metric.Temperature] = 21;
            values[(int)Metric.Humidity] = 55;
            values[(int)Metric.SoilMoisture] = soil(now - time);
            values[(int)Metric.SoilRaw] = raw;
            var qualities = default(MetricQualities).With(Metric.SoilMoisture, quality);
            readings.Add(new Reading(time, 1, readings.Count, values, qualities, TimeOrigin.Device));
        }

        var stream = StreamId.Of(device.Number, 1);
        var group = new ReadingGroup([new DeviceReadings(stream, [.. readings])], []);
        host.Service<IReadingStore>().Append(group);
        host.Service<ArrivedReadings>().Add(group);
    }

    private static void RenewDue(DryForecasts forecasts)
    {
        foreach (var plant in forecasts.Due(10)) forecasts.Renew(plant);
    }
}
