using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Settings;

/// <summary>The advisor's settings over the API and on the command line.</summary>
public sealed class AdvisorApiTests
{
    private const string Path = "/api/v1/advisor";
    private const string Key = "sk-proj-abcdefgh-4711";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WithNothingSet_IsOffByTheSettings()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var view = await owner.GetFromJsonAsync<JsonElement>(Path, Token);

        Assert.Equal(("none", false, "settings"),
            (Text(view, "provider"), view.GetProperty("enabled").GetBoolean(), Text(view, "source")));
    }

    [Fact]
    public async Task Put_OverTheSettings_StandsAfterARestartAndKeepsTheKeyHidden()
    {
        using var directory = new TemporaryDirectory();
        string[] settings = ["--Advisor:Provider", "compatible", "--Advisor:Address", "http://127.0.0.1:9", "--Advisor:Model",
            "configured"];
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: directory.Path, more: settings))
        {
            using var owner = gateway.SignedIn(TokenRole.Owner);
            var before = await owner.GetFromJsonAsync<JsonElement>(Path, Token);
            var (status, changed) = await Put(owner,
                $$"""{"provider":"openai","address":null,"model":"gpt-5-mini","api_key":"{{Key}}","day_tokens":1234}""");
            var (again, sentBack) = await Put(owner, changed.ToString());

            Assert.Equal(("settings", "configured"), (Text(before, "source"), Text(before, "model")));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, again));
            Assert.Equal(("stored", "…4711", "stored"),
                (Text(sentBack, "source"), Text(sentBack, "api_key"), Text(sentBack, "key_source")));
            Assert.Equal(Key, gateway.Services.GetRequiredService<AdvisorSetup>().Current.ApiKey);
            var audited = gateway.Services.GetRequiredService<AuditLog>().Read(null, 10);
            Assert.Equal(["advisor.change", "advisor.change"], audited.Select(entry => entry.What));
            Assert.All(audited, entry => Assert.DoesNotContain("4711", entry.Details, StringComparison.Ordinal));
            var stored = Assert.Single(gateway.Services.GetRequiredService<IRecords>()
                .Read(RecordSet.AdvisorSettings, RecordRange.All));
            Assert.DoesNotContain("4711", stored.Json, StringComparison.Ordinal);
        }

        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: directory.Path, more: settings))
        {
            using var owner = gateway.SignedIn(TokenRole.Owner);
            var current = gateway.Services.GetRequiredService<AdvisorSetup>().Current;
            Assert.Equal((AdvisorProvider.Openai, Key, 1234L), (current.Provider, current.ApiKey, current.DayTokens));

            using var reset = await owner.DeleteAsync(Path, Token);
            var view = await reset.Content.ReadFromJsonAsync<JsonElement>(Token);
            Assert.Equal(("settings", "configured"), (Text(view, "source"), Text(view, "model")));
        }
    }

    [Fact]
    public async Task Put_OverAKeyOfTheSettings_GoesOnUsingItForThatProviderAlone()
    {
        await using var gateway = await GatewayHost.StartedAsync(
            more: ["--Advisor:Provider", "openai", "--Advisor:Model", "m", "--Advisor:ApiKey", Key]);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var (_, changed) = await Put(owner, """{"model":"other"}""");
        var (_, elsewhere) = await Put(owner, """{"provider":"compatible","address":"https://elsewhere.example/v1"}""");
        var stored = Assert.Single(gateway.Services.GetRequiredService<IRecords>()
            .Read(RecordSet.AdvisorSettings, RecordRange.All));

        Assert.Equal(("stored", "settings", "…4711"),
            (Text(changed, "source"), Text(changed, "key_source"), Text(changed, "api_key")));
        Assert.Equal((null, null), (Text(elsewhere, "key_source"), Text(elsewhere, "api_key")));
        Assert.DoesNotContain("4711", stored.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"provider":"gemini"}""", "provider")]
    [InlineData("""{"provider":"openai","api_key":"a\nb"}""", "api_key")]
    [InlineData("""{"month_cost":1}""", "month_cost")]
    public async Task Put_WhatCannotBe_NamesTheFieldAndChangesNothing(string json, string field)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var (status, problem) = await Put(owner, json);
        var view = await owner.GetFromJsonAsync<JsonElement>(Path, Token);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Equal("settings", Text(view, "source"));
    }

    [Theory]
    [InlineData("""{"input_price":NaN}""")]
    [InlineData("""{"input_price":"NaN"}""")]
    [InlineData("""{"day_tokens":1.5}""")]
    [InlineData("""{"provider":5}""")]
    [InlineData("""{"photos":"yes"}""")]
    [InlineData("""["openai"]""")]
    public async Task Put_WhatIsOfAnotherType_IsRefused(string json)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var (status, _) = await Put(owner, json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task CommandLine_SetsShowsAndTurnsOff()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var file = System.IO.Path.Combine(gateway.DataDirectory, "key");
        await File.WriteAllTextAsync(file, Key + "\n", Token);

        var (set, shown, error) = await Run(
            gateway.DataDirectory, "advisor", "set", "--provider", "openai", "--model", "gpt-5-mini", "--key-file", file,
                "--day-tokens", "1000");
        var (_, json, _) = await Run(gateway.DataDirectory, "advisor", "show", "--json");
        var (wrong, _, reason) = await Run(gateway.DataDirectory, "advisor", "set", "--month-cost", "5");
        var (_, off, _) = await Run(gateway.DataDirectory, "advisor", "set", "--off");
        var (nothing, _, _) = await Run(gateway.DataDirectory, "advisor", "set");

        Assert.True(set == 0, error);
        Assert.Contains("provider      openai (set while the gateway ran)", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, shown + json, StringComparison.Ordinal);
        Assert.Equal("…4711", Text(JsonElement.Parse(json), "api_key"));
        Assert.Equal((1, 1), (wrong, nothing));
        Assert.StartsWith("month_cost: It needs both prices.", reason, StringComparison.Ordinal);
        Assert.Contains("provider      none (set while the gateway ran; off)", off, StringComparison.Ordinal);
        Assert.Contains("kept, ends in 4711", off, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Put(HttpClient client, string json)
    {
        using var content = new StringContent(json, null, "application/json");
        using var response = await client.PutAsync(Path, content, Token);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
