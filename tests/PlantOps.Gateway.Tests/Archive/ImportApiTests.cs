using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Tests.Dashboard.Settings;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>Files over the API.</summary>
public sealed class ImportApiTests : IAsyncLifetime
{
    private GatewayHost _gateway = null!;
    private HttpClient _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _owner = _gateway.SignedIn(TokenRole.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Post_DryRun_SaysWhatWouldBeAndStoresNothing()
    {
        var file = TableFormsTests.Form("home-assistant-history.csv");
        const string Map = "map=sensor.fern_soil_moisture%3Dfern/soil_moisture&map=sensor.fern_temperature%3Dfern/temperature";

        using var tried = await PostAsync($"dry_run=true&create_devices=true&{Map}", file);
        var preview = await tried.Content.ReadFromJsonAsync<JsonElement>(Token);
        using var devices = await _owner.GetAsync("/api/v1/devices/fern", Token);
        using var stored = await PostAsync($"create_devices=true&{Map}", file);
        var summary = await stored.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal((5, 0), (preview.GetProperty("new").GetInt32(), preview.GetProperty("existing").GetInt32()));
        var found = preview.GetProperty("preview").GetProperty("devices")[0];
        Assert.Equal(("fern", true, 5),
            (found.GetProperty("id").GetString(), found.GetProperty("is_new").GetBoolean(),
                found.GetProperty("readings").GetInt32()));
        Assert.Equal(3, preview.GetProperty("preview").GetProperty("sources").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, devices.StatusCode);
        Assert.Equal(5, summary.GetProperty("new").GetInt32());
        Assert.False(summary.TryGetProperty("preview", out _));
        Assert.Contains("import.readings", Assert.Single(_gateway.Audited()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ColumnsAndUnits_AreTaken()
    {
        using var stored = await PostAsync(
            "create_devices=true&device=dl&column=time%3Dtimestamp&column=temperature%3DTEMP&unit=temperature%3DF&decimal_comma=true&separator=;",
            TableFormsTests.Form("datalogger.csv"));

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        var telemetry = await _owner.GetStringAsync("/api/v1/devices/dl/telemetry?from=0&to=1600000000000&resolution=raw", Token);
        Assert.Contains("-5.8333", telemetry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Parquet_IsRecognised()
    {
        var file = await ArchiveText.WriteAsync(ArchiveFormat.Parquet, (ArchiveText.Basil, TestReadings.Minutes(10)));

        using var stored = await PostAsync("create_devices=true", file);

        Assert.Equal(10, (await stored.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("new").GetInt32());
    }

    [Theory]
    [InlineData("column=nonsense%3Dx", "column")]
    [InlineData("time_zone=Mars", "time_zone")]
    [InlineData("date_order=ymd", "date_order")]
    [InlineData("format=xlsx", "format")]
    [InlineData("map=x", "map")]
    [InlineData("device=a%20b", "device")]
    public async Task Post_OptionThatCannotBe_NamesIt(string query, string field)
    {
        using var refused = await PostAsync(query, "device_id,time,temperature\n"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    private async Task<HttpResponseMessage> PostAsync(string query, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        return await _owner.PostAsync($"/api/v1/import?{query}", content, Token);
    }
}
