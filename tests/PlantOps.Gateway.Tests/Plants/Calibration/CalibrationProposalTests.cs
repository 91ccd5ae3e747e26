using System.Net;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Plants.Calibration;

/// <summary>What a running gateway proposes, and what comes of it.</summary>
public sealed class CalibrationProposalTests
{
    private const long Hour = 60 * 60 * 1000;
    private const long Day = 24 * Hour;

    // A pot that is watered every 15 days and gives no more water at 4 %.
    private const double Dry = 2900 - (1650 * 0.04);
    private const double Wet = 2900 - (1650 * 0.66);

    [Fact]
    public async Task Take_OnThePlantsPage_SetsBothPointsAndProposesNothingMore()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device);

        var before = (await host.Ada.GetAsync($"/plants/{id}")).Html;
        var proposal = (await Calibration(host, id)).GetProperty("proposal");
        Assert.Null(host.Service<SettingsRegistry>().Of(device).Desired);
        var answer = await host.Ada.PostAsync($"/plants/{id}/calibration/take");
        var desired = host.Service<SettingsRegistry>().Of(device).Desired!;
        var after = await Calibration(host, id);

        Assert.Contains("A better scale for the soil probe", before, StringComparison.Ordinal);
        Assert.InRange(proposal.GetProperty("dry_point_raw").GetInt32(), Dry - 120, Dry + 120);
        Assert.InRange(proposal.GetProperty("field_capacity_raw").GetInt32(), Wet - 120, Wet + 120);
        Assert.Equal($"/plants/{id}", answer.Location);
        Assert.Equal(proposal.GetProperty("soil_dry_raw").GetInt32(), desired.SoilDryRaw);
        Assert.Equal(proposal.GetProperty("soil_wet_raw").GetInt32(), desired.SoilWetRaw);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("proposal").ValueKind);
        Assert.Equal(desired.SoilDryRaw, after.GetProperty("soil_dry_raw").GetInt32());
        Assert.Contains("plant.calibration.take", host.Done());
        Assert.DoesNotContain("A better scale", (await host.Ada.GetAsync($"/plants/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuse_Proposal_ChangesNothingAndDoesNotComeBack()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device);

        var refused = await host.Api.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/calibration/refuse");
        var again = await host.Api.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/calibration/refuse");

        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (refused.Status, refused.Body.GetProperty("proposal").ValueKind));
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        var taken = await host.Api.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/calibration/take");
        Assert.Equal(HttpStatusCode.NotFound, taken.Status);
        Assert.Null(host.Service<SettingsRegistry>().Of(device).Desired);
    }

    /// <summary>What was refused comes back where a value has moved by more than 15 % of the span, some 1000 here.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(220, true)]
    public async Task Proposal_AfterOneThatWasRefused_ComesBackOnlyIfItHasChangedClearly(double moved, bool isProposed)
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device);
        var records = host.Service<IRecords>();
        var answers = new RecordStore<CalibrationAnswer>(
            records, RecordSet.CalibrationAnswers, PlantRecordsJson.Default.CalibrationAnswer);
        var refused = new CalibrationAnswer
        {
            Device = device.Number, At = 1, IsTaken = false, IsRaw = true, FieldCapacity = Wet + 40 - moved, DryPoint = Dry,
        };
        records.TryCommit([answers.Put(id, refused)]);

        var proposal = (await Calibration(host, id)).GetProperty("proposal");

        Assert.Equal(isProposed, proposal.ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task Proposal_WhoMayNotManage_DoesNotSeeItOnThePage()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device);
        using var ben = host.Browser(TokenRole.Waters, "Ben");

        Assert.DoesNotContain("A better scale", (await ben.GetAsync($"/plants/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_DeviceThatWorksItsPercentOutItself_CorrectsThemByItsMapping()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = await Watched(host);
        Measure(host, device, withPercent: true);

        var proposal = (await Calibration(host, id)).GetProperty("proposal");
        var taken = await host.Api.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/calibration/take");
        var rule = Assert.Single(host.Service<FieldMappings>().Of(device).Fields!);

        // It shows 38 where it should show 70.
        Assert.InRange(proposal.GetProperty("field_capacity_now").GetDouble(), 34, 42);
        Assert.Equal(JsonValueKind.Null, proposal.GetProperty("soil_dry_raw").ValueKind);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        Assert.Equal(("/soil_moisture", "soil_moisture"), (rule.Pointer, rule.As));
        Assert.Equal(70, rule.Convert(proposal.GetProperty("field_capacity_now").GetDouble()), 0.5);
        Assert.Equal(10, rule.Convert(proposal.GetProperty("dry_point_now").GetDouble()), 0.5);
        Assert.Null(host.Service<SettingsRegistry>().Of(device).Desired);
    }

    [Fact]
    public void On_MappingOfAnotherName_KeepsTheNameAndPutsOneScaleOnTheOther()
    {
        var scale = new SoilScale(Metric.SoilMoisture, 40, 10, 4);
        var rule = new FieldRule { Pointer = "/soil", As = "soil_moisture", Unit = "fraction", Factor = 0.5, Offset = 0.1 };
        var mapping = new FieldMapping { Fields = [rule, new FieldRule { Pointer = "/t", As = "temperature" }] };

        var corrected = PercentScale.On(mapping, 1, scale).Fields!;

        Assert.Equal(["/t", "/soil"], corrected.Select(one => one.Pointer));
        Assert.Equal((2 * rule.Convert(0.4)) - 10, corrected[1].Convert(0.4), 1e-6);
    }

    private static async Task<JsonElement> Calibration(PlantPagesHost host, string id) =>
        (await host.Api.Get($"/api/v1/plants/{id}/calibration")).Body;

    private static async Task<(string Id, Device Device)> Watched(PlantPagesHost host)
    {
        var (id, device) = (await host.Api.Add("Snake plant"), host.Admit("hw-1"));
        var since = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - (150 * Day);
        var watch = $$"""{"device_id":"{{device.Id}}","since":{{since}}}""";
        await host.Api.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device", watch);
        return (id, device);
    }

    private static void Measure(PlantPagesHost host, Device device, bool withPercent = false)
    {
        var (now, soil) = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 68.0);
        var readings = new List<Reading>();
        for (var time = now - (118 * Day); time <= now; time += Hour / 2)
        {
            if ((now - time) / (Hour / 2) % (15 * 48) == 0) soil = 68;
            soil -= 6.0 / 48 * Math.Clamp((soil - 4) / 22, 0, 1);
            var values = MetricValues.None;
            values[(int)Metric.SoilRaw] = Math.Round(2900 - (16.5 * soil));
            if (withPercent) values[(int)Metric.SoilMoisture] = 10 + (0.43 * soil);
            readings.Add(new Reading(time, 1, readings.Count, values, default, TimeOrigin.Device));
        }

        var stream = StreamId.Of(device.Number, 1);
        host.Service<IReadingStore>().Append(new ReadingGroup([new DeviceReadings(stream, [.. readings])], []));
    }
}
