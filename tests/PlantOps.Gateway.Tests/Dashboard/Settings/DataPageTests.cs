using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>What is stored, as a page.</summary>
public sealed class DataPageTests
{
    private const long Day = 24L * 60 * 60 * 1000;

    [Theory]
    [InlineData(999, "999\u00a0B", "999\u00a0B")]
    [InlineData(1200, "1.2\u00a0kB", "1,2\u00a0kB")]
    [InlineData(48_000_000, "48\u00a0MB", "48\u00a0MB")]
    [InlineData(5_300_000_000_000, "5.3\u00a0TB", "5,3\u00a0TB")]
    public void Size_OfBytes_IsInStepsOfAThousand(long bytes, string english, string german) =>
        Assert.Equal((english, german), (new En().Size(bytes), new De().Size(bytes)));

    [Fact]
    public async Task Post_RetentionThatLetsSomethingGo_SaysWhatBeforeItIsSaved()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        Remember(gateway, daysAgo: 300, readings: 40);
        using var owner = gateway.SignedIn("owner");
        (string, string)[] asked = [("raw_days", "100"), ("quarter_hour_days", "1095"), ("hour_days", "0"), ("day_days", "0")];
        var policy = gateway.Services.GetRequiredService<RetentionPolicy>();

        var shown = await owner.PostAsync("/settings/data/retention", asked);
        var before = policy.Now.RawDays;
        var other = await owner.PostAsync("/settings/data/retention", [.. asked, ("seen", "raw_days=7")]);
        var saved = await owner.PostAsync(
            "/settings/data/retention", [.. asked, ("seen", StoreApi.TextOf(RetentionDays.Of([100, 1095, 0, 0])))]);

        Assert.Equal((HttpStatusCode.OK, 400, HttpStatusCode.OK), (shown.Status, before, other.Status));
        Assert.Contains("Readings: 1 day of devices, about 40", shown.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"100\"", shown.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, 100), (saved.Status, policy.Now.RawDays));
        Assert.Equal(["Ben store.retention"], gateway.Audited());
    }

    [Fact]
    public async Task Post_RetentionThatLetsNothingGo_IsSavedAtOnce()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");

        var saved = await owner.PostAsync(
            "/settings/data/retention", ("raw_days", "30"), ("quarter_hour_days", "60"), ("hour_days", "0"), ("day_days", "0"));

        Assert.Equal((HttpStatusCode.SeeOther, "/settings/data?done=retention"), (saved.Status, saved.Location));
        Assert.Contains("Saved.", (await owner.GetAsync(saved.Location!)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon", "0")]
    [InlineData("100", "99")]
    [InlineData("-1", "0")]
    public async Task Post_RetentionThatCannotBe_IsSaidAtTheFieldAndKept(string raw, string quarterHours)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");

        var refused = await owner.PostAsync(
            "/settings/data/retention", ("raw_days", raw), ("quarter_hour_days", quarterHours), ("hour_days", "0"),
                ("day_days", "0"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("class=\"field-problem\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{raw}\"", refused.Html, StringComparison.Ordinal);
        Assert.Empty(gateway.Audited());
    }

    [Fact]
    public async Task Post_AFile_StoresItOnceAndSaysWhatIsWrongWithAnother()
    {
        const string Header = "device_id,time,temperature\n";
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Remember(gateway, daysAgo: 1, readings: 0);
        using var owner = gateway.SignedIn("owner");
        var good = Header + $"{device.Id},2026-01-02T03:04:05Z,20.5\n{device.Id},2026-01-02T03:05:05Z,20.6\n";

        var stored = await owner.PostFileAsync("/settings/data/import", good);
        var again = await owner.PostFileAsync("/settings/data/import", good);
        var bad = await owner.PostFileAsync("/settings/data/import", Header + $"{device.Id},<b>yesterday</b>,20\n");
        var unknown = await owner.PostFileAsync("/settings/data/import", Header + "nobody,2026-01-02T03:04:05Z,20.5\n");
        var none = await owner.PostFileAsync("/settings/data/import", "");

        Assert.Equal("/settings/data?done=import&added=2&existing=0&left=0", stored.Location);
        Assert.Equal("/settings/data?done=import&added=0&existing=2&left=0", again.Location);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (bad.Status, unknown.Status));
        Assert.Contains("line 2, column 2 (time)", bad.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>yesterday", bad.Html, StringComparison.Ordinal);
        Assert.Contains("There is no device &#x27;nobody&#x27;",
            unknown.Html.Replace("&#39;", "&#x27;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Choose a file first.", none.Html, StringComparison.Ordinal);
        var readings = gateway.Services.GetRequiredService<IReadingStore>().Read(device.Number, 0, long.MaxValue / 1000, 10);
        Assert.Equal([20.5, 20.6], readings.Select(reading => reading.Values[0]));
    }

    [Fact]
    public async Task Get_Export_LeadsToTheFileOfADeviceAndDays()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Remember(gateway, daysAgo: 1, readings: 3);
        using var owner = gateway.SignedIn("owner");

        var led = await owner.GetAsync($"/settings/data/export?device={device.Id}&from=2026-01-01&to=2026-01-31&format=csv");
        var file = await owner.GetAsync($"/api/v1/export?format=csv&device={device.Id}");

        Assert.Equal($"/api/v1/export?format=csv&device={device.Id}&from=1767225600000&to=1769904000000", led.Location);
        Assert.Equal(4, file.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Get_Data_SaysHowMuchThereIsAndHowLongThereIsRoom()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        Remember(gateway, daysAgo: 3, readings: 50);
        using var owner = gateway.SignedIn("owner", "de");

        var page = await owner.GetAsync("/settings/data");
        var rolled = await owner.PostAsync("/settings/data/rollups");

        Assert.Contains("Platz für etwa", page.Html, StringComparison.Ordinal);
        Assert.Contains("Jahre</dd>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<td>50</td>", page.Html, StringComparison.Ordinal);
        Assert.Equal("/settings/data?done=rollups&added=1", rolled.Location);
    }

    private static Device Remember(GatewayHost gateway, int daysAgo, int readings)
    {
        var device = gateway.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", "AA", null, null, []), "secret", null)!;
        if (readings == 0) return device;
        var start = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / Day * Day) - (daysAgo * Day);
        gateway.Services.GetRequiredService<IReadingStore>().Append(
            TestReadings.Group(device.Number, TestReadings.Minutes(readings, start)));
        gateway.Services.GetRequiredService<IStore>().Settle();
        return device;
    }
}
