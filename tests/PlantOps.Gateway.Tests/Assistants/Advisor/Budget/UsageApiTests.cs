using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Assistants.Advisor.Asking;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Budget;

public sealed class UsageApiTests
{
    private const string Path = "/api/v1/advisor/usage";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-31T22:00:00Z", null));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfNobodyAsked_IsZeroAndOpen()
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);

        var usage = await Get(gateway, Path);

        Assert.Equal("""{"date":"2026-05-31","tokens":0,"cost":0,"limit_tokens":50000}""", usage.GetProperty("day").GetRawText());
        Assert.Equal(
            """{"month":"2026-05","tokens":0,"cost":0,"limit_tokens":500000,"limit_cost":null}""",
            usage.GetProperty("month").GetRawText());
        Assert.Equal("""[]""", usage.GetProperty("days").GetRawText());
        Assert.Equal(JsonValueKind.Null, usage.GetProperty("opens_at").ValueKind);
    }

    [Fact]
    public async Task Get_AfterQuestions_SaysWhatTheyCostAndWhenItOpensAgain()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer { Usage = PeerAnswer.Count(2_000, 400) });
        await using var gateway = await GatewayHost.StartedAsync(_time, more: ["--Notifications:AllowLocalTargets", "true"]);
        gateway.Services.GetRequiredService<AdvisorSetup>().Current =
            AdvisorBench.Settings(peer.Address, 3_000) with { InputPrice = 2.5m, OutputPrice = 10m, MonthCost = 5m };
        var model = gateway.Services.GetRequiredService<AdvisorModel>();
        await model.Ask(AdvisorBench.Said("How dry?"), AdvisorBench.Options(), cancellationToken: Token);
        await Assert.ThrowsAsync<AdvisorException>(() => model.Ask(
            AdvisorBench.Said("How dry?"), AdvisorBench.Options(700), cancellationToken: Token));

        var usage = await Get(gateway, Path);
        var local = await Get(gateway, UsageApi.LocalPath, gateway.Local());

        var today = """{"date":"2026-05-31","tokens":2400,"cost":0.009,"limit_tokens":3000}""";
        Assert.Equal(today, usage.GetProperty("day").GetRawText());
        Assert.Equal(5m, usage.GetProperty("month").GetProperty("limit_cost").GetDecimal());
        var day =
            """[{"date":"2026-05-31","input_tokens":2000,"output_tokens":400,"unsettled_tokens":0,"requests":1,"cost":0.009}]""";
        Assert.Equal(day, usage.GetProperty("days").GetRawText());
        var opens = DateTimeOffset.Parse("2026-06-01T00:00:00Z", null).ToUnixTimeMilliseconds();
        Assert.Equal(opens, usage.GetProperty("opens_at").GetInt64());
        Assert.Equal(usage.GetRawText(), local.GetRawText());
        var metrics = await gateway.SignedIn().GetStringAsync("/metrics", Token);
        AssertMetric(metrics, "plantops_advisor_tokens_total", "2000", "kind=\"input\"", "provider=\"compatible\"");
        AssertMetric(metrics, "plantops_advisor_tokens_total", "400", "kind=\"output\"", "provider=\"compatible\"");
        AssertMetric(metrics, "plantops_advisor_refusals_total", "1", "code=\"advisor_budget\"");
        AssertMetric(metrics, "plantops_advisor_duration_seconds_count", "1", "outcome=\"answered\"", "provider=\"compatible\"");
        AssertMetric(metrics, "plantops_advisor_duration_seconds_bucket", "1", "le=\"120\"");
        AssertMetric(metrics, "plantops_advisor_duration_seconds_bucket", "1", "le=\"60\"");
    }

    [Fact]
    public async Task Prune_AfterFourHundredDays_TakesDaysAwayByItself()
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);
        var budget = gateway.Services.GetRequiredService<AdvisorBudget>();
        var settings = new AdvisorSettings { Provider = AdvisorProvider.Openai, Model = "m" };
        var first = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        budget.Reserve(settings, new TokenCount(100, 10), AdvisorUse.Question).Dispose();
        _time.Advance(TimeSpan.FromDays(UsagePruning.KeepDays));
        budget.Reserve(settings, new TokenCount(100, 10), AdvisorUse.Question).Dispose();
        Assert.Equal(2, budget.Days(first, first.AddYears(2)).Count);

        // On a busy machine its timer may begin after the first hours.
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (budget.Days(first, first.AddYears(2)).Count > 1)
        {
            _time.Advance(UsagePruning.Interval);
            await beat.WaitForNextTickAsync(Token);
        }

        Assert.Equal(
            $"{first.AddDays(UsagePruning.KeepDays):yyyy-MM-dd}", Assert.Single(budget.Days(first, first.AddYears(2))).Id);
    }

    [Fact]
    public async Task Get_OfDays_HasThoseBetweenBoth()
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);
        var budget = gateway.Services.GetRequiredService<AdvisorBudget>();
        var settings = new AdvisorSettings { Provider = AdvisorProvider.Openai, Model = "m" };
        for (var i = 0; i < 4; i++)
        {
            using var held = budget.Reserve(settings, new TokenCount(100, 10), AdvisorUse.Question);
            held.Settle(new TokenCount(i + 1, 1));
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["2026-06-01", "2026-06-02"], await Days("?from=2026-06-01&to=2026-06-02"));
        Assert.Equal(["2026-06-01", "2026-06-02"], await Days("?from=2026-06-01T00:00:00Z&to=2026-06-02T23:59Z"));
        Assert.Equal(["2026-06-01", "2026-06-02", "2026-06-03"], await Days(string.Empty));
        Assert.Equal(["2026-05-31"], await Days("?to=2026-05-31"));

        async Task<string?[]> Days(string query)
        {
            var days = (await Get(gateway, Path + query)).GetProperty("days");
            return [.. days.EnumerateArray().Select(day => day.GetProperty("date").GetString())];
        }
    }

    [Theory]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2026-02-30", "to")]
    [InlineData("?from=2026-05-02&to=2026-05-01", "from")]
    [InlineData("?from=2020-01-01&to=2026-05-01", "from")]
    [InlineData("?to=99999999999999999", "to")]
    public async Task Get_OfDaysThatCannotBe_SaysWhichAndWhy(string query, string field)
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.GetAsync(Path + query, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task Health_WithAKeyThatIsRefused_SaysSo()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer("Incorrect API key") { Status = 401 });
        await using var gateway = await GatewayHost.StartedAsync(more: ["--Notifications:AllowLocalTargets", "true"]);
        gateway.Services.GetRequiredService<AdvisorSetup>().Current = AdvisorBench.Settings(peer.Address);

        await Assert.ThrowsAsync<AdvisorException>(() => gateway.Services.GetRequiredService<AdvisorModel>().Ask(
            AdvisorBench.Said("How dry?"), AdvisorBench.Options(), cancellationToken: Token));
        var health = await Get(gateway, "/api/health");

        var advisor = health.GetProperty("components").GetProperty("advisor");
        Assert.Contains("Incorrect API key", advisor.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static void AssertMetric(string metrics, string name, string value, params string[] labels) => Assert.Contains(
        metrics.Split('\n'),
        line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(line.Contains)
            && line[(line.IndexOf('}', StringComparison.Ordinal) + 2)..].Split(' ')[0] == value);

    private static async Task<JsonElement> Get(GatewayHost gateway, string path, HttpClient? client = null)
    {
        using var asking = client ?? gateway.SignedIn(TokenRole.Owner);
        return await asking.GetFromJsonAsync<JsonElement>(path, Token);
    }
}
