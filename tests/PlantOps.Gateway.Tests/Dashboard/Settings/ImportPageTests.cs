using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Archive;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

public sealed partial class ImportPageTests
{
    private const string Path = "/settings/data/import";

    [Fact]
    public async Task Post_ATableOfSomebodyElse_IsLookedAtAndThenStoredWithoutSendingItAgain()
    {
        const string File = "when,Temp (°F),note\n2018-05-01 08:00:00,68,<b>x</b>\n2018-05-01 09:00:00,200,y\n"
            + "2018-05-01 10:00:00,warm,z\n";
        await using var gateway = await GatewayHost.StartedAsync();
        var device = gateway.Services.GetRequiredService<DeviceRegistry>().Keep("plant-1", "Fern", null);
        using var owner = gateway.SignedIn("owner");

        var refused = await owner.PostFileAsync(Path, File, ("look", "true"));
        Assert.Contains("There is no column", refused.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"temperature\" selected", refused.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x", refused.Html, StringComparison.Ordinal);
        (string, string)[] said =
            [("held", HeldIn(refused)), (
                "is0", "time"), ("is1", "temperature"), ("device", device.Id), ("zone", "Europe/Berlin"), ("skip", "true")];
        var looked = await owner.PostFileAsync(Path, null, [.. said, ("look", "true")]);
        Assert.Equal(HttpStatusCode.OK, looked.Status);
        Assert.Contains("2 readings would be new, 0 are there already.", looked.Html, StringComparison.Ordinal);
        Assert.Contains("2, 1 of them doubted", looked.Html, StringComparison.Ordinal);
        Assert.Contains("2018-05-01 06:00Z – 2018-05-01 07:00Z", looked.Html, StringComparison.Ordinal);
        Assert.Empty(Stored(gateway, device));
        Assert.Empty(gateway.Audited());
        var stored = await owner.PostFileAsync(Path, null, said);

        Assert.Equal("/settings/data?done=import&added=2&existing=0&left=1", stored.Location);
        Assert.Equal([20, 93.3333], Stored(gateway, device).Select(reading => reading.Values[Metric.Temperature]));
        var gone = await owner.PostFileAsync(Path, null, said);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, gone.Status);
        Assert.Contains("The file is not held any more", gone.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_HistoryOfHomeAssistant_AsksWhereEachGoes()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = gateway.Services.GetRequiredService<DeviceRegistry>().Keep("plant-1", "Fern", null);
        using var owner = gateway.SignedIn("owner", "de");
        var file = System.Text.Encoding.UTF8.GetString(TableFormsTests.Form("home-assistant-history.csv"));

        var looked = await owner.PostFileAsync(Path, file, ("look", "true"));
        Assert.Contains("value=\"fern/soil_moisture\"", looked.Html, StringComparison.Ordinal);
        Assert.Contains("Wohin die Werte gehören", looked.Html, StringComparison.Ordinal);
        var stored = await owner.PostFileAsync(
            Path, null, ("held", HeldIn(looked)), ("source0", "sensor.fern_soil_moisture"), ("to0", "plant-1/soil_moisture"),
            ("source1", "sensor.fern_temperature"), ("to1", " plant-1/temperature "), ("source2", "sensor.power"), ("to2", ""));

        Assert.Equal("/settings/data?done=import&added=5&existing=0&left=0", stored.Location);
        Assert.Equal(5, Stored(gateway, device).Count);
    }

    [Theory]
    [InlineData("zone", "Mars/Olympus", "There is no time zone")]
    [InlineData("units", "temperature=parsec", "is no unit of temperature")]
    [InlineData("is1", "nonsense", "is nothing that a column can be")]
    public async Task Post_WhatCannotBe_IsSaidAndTheFileStays(string name, string value, string said)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");

        var refused = await owner.PostFileAsync(
            Path, "time,temperature,device_id\n1748779200,20,plant-1\n", ("look", "true"), (name, value));

        Assert.Contains(said, WebUtility.HtmlDecode(refused.Html), StringComparison.Ordinal);
        Assert.NotEmpty(HeldIn(refused));
    }

    [Fact]
    public void Hold_MoreThanThereIsRoomForOrForTooLong_LetsTheOldestGo()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var uploads = new HeldUploads(time);
        var tokens = Enumerable.Range(0, 3).Select(i => uploads.Hold(new MemoryStream(), $"{i}")).ToList();

        Assert.Equal([null, "1", "2"], tokens.Select(token => uploads.Find(token)?.Name));
        time.Advance(TimeSpan.FromMinutes(16));

        Assert.Null(uploads.Find(tokens[2]));
        Assert.Null(uploads.Find(string.Empty));
    }

    private static List<Reading> Stored(GatewayHost gateway, Device device) =>
        gateway.Services.GetRequiredService<IReadingStore>().Read(device.Number, 0, long.MaxValue / 1000, 100);

    private static string HeldIn(PageAnswer page) => HeldPattern().Match(page.Html).Groups[1].Value;

    [GeneratedRegex("name=\"held\" value=\"([0-9A-F]{32})\"")]
    private static partial Regex HeldPattern();
}
