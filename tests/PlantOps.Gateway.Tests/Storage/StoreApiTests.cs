using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>The store over the API: what it takes, how long history is kept, and a file brought in.</summary>
public sealed class StoreApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_Retention_HoldsForTheCommandLineAndStatistics()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var changed = await owner.PutAsync(
            "/api/v1/store/retention", Json("""{"raw_days":30,"quarter_hour_days":60,"hour_days":0,"day_days":0}"""), Token);
        using var refused = await owner.PutAsync(
            "/api/v1/store/retention", Json("""{"raw_days":30,"quarter_hour_days":6,"hour_days":0,"day_days":0}"""), Token);
        var (_, shown, _) = await Run(gateway.DataDirectory, "store", "retention", "--raw-days", "40");
        var (exit, _, error) = await Run(gateway.DataDirectory, "store", "retention", "--raw-days", "99");
        var store = await owner.GetFromJsonAsync<JsonElement>("/api/v1/store", Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (changed.StatusCode, refused.StatusCode));
        Assert.Equal("raw   40 days\n15m   60 days\n1h    for ever\n1d    for ever\n", shown);
        Assert.Equal(1, exit);
        Assert.StartsWith("quarter_hour_days: Coarser history", error, StringComparison.Ordinal);
        Assert.Equal(40, store.GetProperty("tiers")[0].GetProperty("kept_days").GetInt32());
        Assert.InRange(store.GetProperty("disk_free_bytes").GetInt64(), 1, long.MaxValue);
    }

    [Fact]
    public async Task Get_Effect_ChangesNothingAndSaysWhatIsWrong()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var effect = await owner.GetFromJsonAsync<JsonElement>("/api/v1/store/retention/effect?raw_days=2", Token);
        using var wrong = await owner.GetAsync("/api/v1/store/retention/effect?raw_days=-3", Token);
        var kept = await owner.GetFromJsonAsync<JsonElement>("/api/v1/store/retention", Token);

        Assert.Equal(["raw", "15m", "1h", "1d"], effect.EnumerateArray().Select(tier => tier.GetProperty("tier").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(400, kept.GetProperty("raw_days").GetInt32());
    }

    [Fact]
    public async Task Post_Import_StoresAFileAndMakesDevicesWhereAsked()
    {
        const string File = "device_id,time,temperature\nelsewhere,2026-01-02T03:04:05Z,20.5\nelsewhere,never,20\n";
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var refused = await owner.PostAsync("/api/v1/import?skip_bad=true", Csv(File), Token);
        using var bad = await owner.PostAsync("/api/v1/import?create_devices=true", Csv(File), Token);
        using var stored = await owner.PostAsync("/api/v1/import?create_devices=true&skip_bad=true", Csv(File), Token);
        owner.DefaultRequestHeaders.ExpectContinue = true;
        using var tooLarge = await owner.PostAsync("/api/v1/import", Csv(new string('x', (16 * 1024 * 1024) + 1)), Token);

        Assert.Contains("There is no device", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("line 3, column 2 (time)", await bad.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var summary = await stored.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((1, 1), (summary.GetProperty("new").GetInt32(), summary.GetProperty("bad").GetInt32()));
        Assert.Equal("elsewhere", summary.GetProperty("created")[0].GetString());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");
}
