using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Assistants.Models;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Notifications;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Settings;

/// <summary>Whether a provider answers, and how far it may be.</summary>
public sealed class AdvisorProviderTests
{
    private const string Path = "/api/v1/advisor";
    private const string Key = "sk-proj-abcdefgh-4711";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_OfAModelThatAnswers_SaysWhatItCost()
    {
        await using var peer = await ModelPeer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync(
            more: ["--Advisor:Provider", "compatible", "--Advisor:Address", new Uri(peer.Address, "/v1").ToString(),
                "--Advisor:Model", "a-model"]);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(Path + "/test", null, Token);
        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        var (exit, said, _) = await Run(gateway.DataDirectory, "advisor", "test");
        var models = await owner.GetFromJsonAsync<JsonElement>(Path + "/models", Token);

        Assert.Equal((true, "a-model", 24),
            (test.GetProperty("ok").GetBoolean(), Text(test, "model"), test.GetProperty("tokens").GetInt32()));
        Assert.True(test.GetProperty("latency_ms").GetInt64() >= 0);
        Assert.Equal(0, exit);
        Assert.Contains("It cost 24 tokens.", said, StringComparison.Ordinal);
        Assert.NotEmpty(models.GetProperty("models").EnumerateArray());
    }

    [Fact]
    public async Task Test_OfAnthropic_SpeaksItsWireForm()
    {
        await using var peer = await ModelPeer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync(
            more:
            [
                "--Advisor:Provider", "anthropic", "--Advisor:Address", peer.Address.ToString(), "--Advisor:Model",
                    "claude-sonnet-4-5",
                "--Advisor:ApiKey", Key, "--Advisor:AllowLocalTargets", "true",
            ]);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(Path + "/test", null, Token);
        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.True(test.GetProperty("ok").GetBoolean(), test.ToString());
    }

    [Fact]
    public async Task Test_OfAProviderThatRefuses_SaysItsReasonWithoutTheKey()
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(401, """{"error":{"message":"Incorrect API key\u001b[2J provided."}}""")
            .Answers(401, """{"error":{"message":"Incorrect API key provided."}}""");
        await using var gateway = await Compatible(server);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(Path + "/test", null, Token);
        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        var sent = await server.NextRequest();
        var (exit, _, error) = await Run(gateway.DataDirectory, "advisor", "test");

        Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, test.GetProperty("ok").GetBoolean()));
        Assert.Contains("Incorrect API key", Text(test, "reason"), StringComparison.Ordinal);
        Assert.Equal($"Bearer {Key}", sent.Headers["Authorization"]);
        Assert.Equal(1, exit);
        Assert.Contains("Incorrect API key", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, $"{test} {error}", StringComparison.Ordinal);
        Assert.DoesNotContain('\e', Text(test, "reason")!);
    }

    [Fact]
    public async Task Test_ThatIsSentElsewhere_IsNotFollowed()
    {
        await using var trap = await ChannelServer.StartedAsync();
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(307, null, ("Location", trap.Url + "/v1/chat/completions"))
            .Answers(302, null, ("Location", trap.Url + "/v1/models"));
        await using var gateway = await Compatible(server);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(Path + "/test", null, Token);
        using var models = await owner.GetAsync(Path + "/models", Token);
        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.False(test.GetProperty("ok").GetBoolean());
        Assert.Equal(HttpStatusCode.BadGateway, models.StatusCode);
        Assert.Equal(0, trap.Unseen);
    }

    [Fact]
    public async Task Test_WhileItIsOff_SaysSo()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(Path + "/test", null, Token);
        using var models = await owner.GetAsync(Path + "/models", Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (answer.StatusCode, models.StatusCode));
        Assert.Equal("advisor_off", Text(problem, "code"));
    }

    [Theory]
    [InlineData("""{"data":[{"id":"b"},{"id":"a"},{"id":"a"},{"id":"x\u0000y"},{"id":null}]}""", new[] { "a", "b" })]
    [InlineData("""{"data":{}}""", null)]
    [InlineData("""{"models":[]}""", null)]
    [InlineData("""[1]""", null)]
    [InlineData("""<html>""", null)]
    public async Task Models_OfAnAnswer_AreItsNamesOrAReason(string body, string[]? names)
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(200, body);
        await using var gateway = await Compatible(server);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.GetAsync(Path + "/models", Token);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal(names is null ? HttpStatusCode.BadGateway : HttpStatusCode.OK, answer.StatusCode);
        if (names is not null) Assert.Equal(names, json.GetProperty("models").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("/v1/models", (await server.NextRequest()).Path);
    }

    [Fact]
    public async Task Models_WithoutAnEnd_AreRefused()
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(200, $$"""{"data":[{"id":"{{new string('a', 3 * 1024 * 1024)}}"}]}""");
        await using var gateway = await Compatible(server);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.GetAsync(Path + "/models", Token);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("too long", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai", "127.0.0.1")]
    [InlineData("anthropic", "localhost")]
    public async Task Test_OfAnAddressThatTurnsOutToBeLocal_ConnectsToNobody(string provider, string host)
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync();
        var port = new Uri(server.Url).Port;

        // As it would be stored where a name led elsewhere when it was set.
        gateway.Services.GetRequiredService<AdvisorSetup>().Current = new AdvisorSettings
        {
            Provider = Enum.Parse<AdvisorProvider>(provider, ignoreCase: true), Model = "m", ApiKey = Key,
                Address = new Uri($"https://{host}:{port}"),
        };
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsync(Path + "/test", null, Token);
        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.False(test.GetProperty("ok").GetBoolean(), test.ToString());
        Assert.Contains("is in the local network", Text(test, "reason"), StringComparison.Ordinal);
        Assert.Equal(0, server.Unseen);
    }

    private static Task<GatewayHost> Compatible(ChannelServer server) => GatewayHost.StartedAsync(
        more: ["--Advisor:Provider", "compatible", "--Advisor:Address", server.Url, "--Advisor:Model", "m", "--Advisor:ApiKey",
            Key]);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
