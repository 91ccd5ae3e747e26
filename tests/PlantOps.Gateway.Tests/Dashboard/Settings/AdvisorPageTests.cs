using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>Whose model is asked, as a page.</summary>
public sealed class AdvisorPageTests
{
    private const string Path = "/settings/advisor/";
    private const string Key = "sk-proj-abcdefgh-4711";

    [Fact]
    public async Task Post_AProvider_IsSavedAndItsKeyIsNeverShownAgain()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");

        var saved = await owner.PostAsync(
            Path, Form(("provider", "openai"), ("model", "gpt-5-mini"), ("api_key", Key), ("photos", "true"),
                ("input_price", "0,25")));
        var page = await owner.GetAsync(saved.Location!);
        var again = await owner.PostAsync(Path, Form(("provider", "openai"), ("model", "gpt-5"), ("photos", "true")));
        var list = await owner.GetAsync("/settings");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (saved.Status, again.Status));
        Assert.Contains("One is kept that ends in 4711.", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, page.Html, StringComparison.Ordinal);
        Assert.Contains("Used today: 0 of 50,000 tokens; this month: 0 of 500,000.", page.Html, StringComparison.Ordinal);
        Assert.Contains("OpenAI, gpt-5", list.Html, StringComparison.Ordinal);
        var current = Current(gateway);
        Assert.Equal((Key, "gpt-5", true, null), (current.ApiKey, current.Model, current.Photos, current.InputPrice));
        Assert.Equal(["Ben advisor.change", "Ben advisor.change"], gateway.Audited());
    }

    [Theory]
    [InlineData("en", "One is kept. Leave it empty to keep it.")]
    [InlineData("de", "Gespeichert ist schon etwas. Bleibt das Feld leer, bleibt es so.")]
    public async Task Post_AShortKey_IsSaidToBeKeptAndNothingOfItIsShown(string language, string says)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner", language);

        var saved = await owner.PostAsync(Path, Form(("provider", "openai"), ("model", "gpt-5-mini"), ("api_key", "sk-9417")));
        var page = await owner.GetAsync(saved.Location!);

        Assert.Contains(says, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("9417", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(": …", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhatCannotBe_IsShownBesideTheFieldInBothLanguages()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");
        foreach (var (language, says) in new[] { ("en", "It needs both prices."),
            ("de", "Dafür werden beide Preise gebraucht.") })
        {
            owner.Headers("Accept-Language", language);

            var refused = await owner.PostAsync(
                Path, Form(("provider", "openai"), ("model", "<script>"), ("api_key", "a b"), ("month_cost", "5"),
                    ("day_tokens", "many")));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("f-day_tokens-problem", refused.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", refused.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("a b", refused.Html, StringComparison.Ordinal);
            var costs = await owner.PostAsync(Path, Form(("provider", "none"), ("month_cost", "5")));
            Assert.Contains(says, costs.Html, StringComparison.Ordinal);
        }

        Assert.False(Current(gateway).IsOn);
    }

    [Fact]
    public async Task Post_ATestThatIsRefused_SaysTheReasonAndWhatWasTypedIsSaved()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");
        server.Answers(401, """{"error":{"message":"No <b>such</b> key"}}""")
            .Answers(200, """{"data":[{"id":"one"},{"id":"two"}]}""");

        var test = await owner.PostAsync(Path,
            Form(("provider", "compatible"), ("model", "m"), ("address", server.Url), ("do", "test")));
        var list = await owner.PostAsync(Path,
            Form(("provider", "compatible"), ("model", "m"), ("address", server.Url), ("do", "list")));

        Assert.Contains("It did not answer.", test.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", test.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"one\">", list.Html, StringComparison.Ordinal);
        Assert.True(Current(gateway).IsOn);
    }

    [Fact]
    public async Task Post_AnotherProvider_AsksAnewAboutPhotosAndLeavesTheAddress()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");
        const string Home = "http://127.0.0.1:11434/v1";
        await owner.PostAsync(Path, Form(("provider", "compatible"), ("model", "m"), ("address", Home), ("photos", "true")));

        var refused = await owner.PostAsync(
            Path, Form(("provider", "openai"), ("model", "m"), ("address", Home), ("api_key", Key), ("photos", "true")));
        var saved = await owner.PostAsync(Path,
            Form(("provider", "openai"), ("model", "m"), ("address", Home), ("api_key", Key)));
        var before = Current(gateway);
        var allowed = await owner.PostAsync(Path, Form(("provider", "openai"), ("model", "m"), ("photos", "true")));

        Assert.Contains("f-photos-problem", refused.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (saved.Status, allowed.Status));
        Assert.Equal((AdvisorProvider.Openai, null, Key, false), (before.Provider, before.Address, before.ApiKey, before.Photos));
        Assert.True(Current(gateway).Photos);
    }

    [Fact]
    public async Task Post_NobodyAndReset_TurnItOffAndForget()
    {
        await using var gateway = await GatewayHost.StartedAsync(
            more: ["--Advisor:Provider", "compatible", "--Advisor:Address", "http://127.0.0.1:9", "--Advisor:Model",
                "configured"]);
        using var owner = gateway.SignedIn("owner");

        var off = await owner.PostAsync(Path, Form(("provider", "none"), ("model", "configured"), ("photos", "true")));
        var wasOn = Current(gateway).IsOn;
        var reset = await owner.PostAsync("/settings/advisor/reset");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (off.Status, reset.Status));
        Assert.False(wasOn);
        Assert.Equal("configured", Current(gateway).Model);
    }

    private static AdvisorSettings Current(GatewayHost gateway) => gateway.Services.GetRequiredService<AdvisorSetup>().Current;

    // As a browser sends it: every field of the form, most of them as they are.
    private static (string Name, string Value)[] Form(params (string Name, string Value)[] typed)
    {
        (string Name, string Value)[] all =
        [
            ("model", ""), ("address", ""), ("api_key", ""), ("day_tokens", "50000"), ("month_tokens", "500000"),
                ("input_price", ""),
            ("output_price", ""), ("month_cost", ""), ("timeout_seconds", "60"), ("refresh_days", "7"),
        ];
        return [.. typed, .. all.ExceptBy(typed.Select(field => field.Name), field => field.Name)];
    }
}
