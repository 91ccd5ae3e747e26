using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>What a model says, on a phone, with scripts and without.</summary>
[Collection(DashboardSuite.Name)]
public sealed class AdvisorTests(DashboardFixture fixture) : IAsyncLifetime
{
    private const string Advisor = "/api/v1/advisor";

    // 1 x 1, with nothing beside it.
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private readonly TalkingModel _model = new();

    private string Fern => $"/plants/{fixture.Garden.Fern.PlantId}";

    public async ValueTask InitializeAsync()
    {
        if (fixture.Gateway is null) return;
        await fixture.Garden.MeasureAsync();
        await fixture.Garden.SendAsync(HttpMethod.Put, Advisor, _model.Settings());
    }

    public async ValueTask DisposeAsync()
    {
        if (fixture.Gateway is not null) await fixture.Garden.SendAsync(HttpMethod.Delete, Advisor, null);
        await _model.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_OnAPhone_ShowsTheAnswerAndItsFiguresAsLinks(bool scripts)
    {
        await using var screen = await AskAsync(scripts);

        var answer = screen.Page.Locator("#ask-answer .answer");
        await answer.WaitForAsync();
        Assert.Matches("^Its soil is at 12\u00a0% and should be at least", await answer.Locator("p").Nth(1).InnerTextAsync());
        Assert.EndsWith(
            "?metric=soil_moisture&days=7", await answer.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"),
            StringComparison.Ordinal);
        await screen.Page.GetByText("Worded by talker.").WaitForAsync();
        screen.AssertSilent();
        Assert.NotEqual("off", await screen.Page.Locator("#link").GetAttributeAsync("data-state"));
        await screen.AssertGoodOnEachScreenAsync("ask");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_OfAModelThatDoesNotAnswer_SaysSoBelowTheQuestion(bool scripts)
    {
        _model.Refuses = true;
        await using var screen = await AskAsync(scripts);

        await screen.Page.Locator("#ask-answer .problem", new() { HasText = "did not answer" }).WaitForAsync();
        Assert.Equal("Is it too dry?", await screen.Page.Locator("#f-ask").InputValueAsync());
        await screen.AssertGoodOnEachScreenAsync("ask-error");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_WithoutBudget_SaysThatItIsSpent(bool scripts)
    {
        await fixture.Garden.SendAsync(HttpMethod.Put, Advisor, _model.Settings(dayTokens: 1000));
        await using var screen = await AskAsync(scripts);

        await screen.Page.Locator("#ask-answer .problem", new() { HasText = "may cost for now is spent" }).WaitForAsync();
        await screen.AssertGoodOnEachScreenAsync("ask-budget");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Look_AtAPicture_SaysWhatWasSeenBelowIt(bool scripts)
    {
        var basil = $"/plants/{fixture.Garden.Basil.PlantId}";
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync(basil);
        var file = new FilePayload { Name = "basil.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Png) };
        await screen.Page.Locator("#f-photo").SetInputFilesAsync(file);
        if (!scripts) await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await screen.Page.Locator(".photos img").WaitForAsync();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Have it looked at" }).ClickAsync();

        await screen.Page.Locator(".photos .look").GetByText("Some leaves are yellow.").WaitForAsync();
        screen.AssertSilent();
        await screen.AssertGoodOnEachScreenAsync("look");
        await screen.OpenAsync(basil);
        await screen.Page.Locator(".photos").GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await screen.Page.GetByText("There is no picture yet.").WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Settings_OfAModelThatWasSetUp_AreGood(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/settings/advisor");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save and test" }).ClickAsync();
        await screen.Page.GetByText("talker answered after").WaitForAsync();

        await screen.AssertGoodOnEachScreenAsync("advisor");
    }

    // A plan is worded at most every six hours: this one of a plant whose plan nobody has read before.
    [Fact]
    public async Task Care_InAModelsWords_SaysWhoseTheyAre()
    {
        await using var screen = await fixture.ScreenAsync();
        await using var palm = await fixture.Garden.AddDryAsync(fixture.Gateway, "Palm that nobody has read of");
        var page = $"/plants/{palm.PlantId}";
        await screen.OpenAsync(page);

        // The gateway asks each minute for plans that somebody reads.
        var worded = screen.Page.GetByText("It is thirsty: its roots have used up");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while (await worded.CountAsync() == 0 && await beat.WaitForNextTickAsync(patience.Token)) await screen.OpenAsync(page);

        await screen.AssertGoodOnEachScreenAsync("care-worded-plant");
        await screen.OpenAsync("/care");
        await screen.AssertGoodOnEachScreenAsync("care-worded");
        await fixture.Garden.RemoveAsync(palm);
    }

    private async Task<Screen> AskAsync(bool scripts)
    {
        var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));

        // What is refused without scripts comes with a page that says why.
        screen.IsExpected = line => line.Contains("422", StringComparison.Ordinal);
        await screen.OpenAsync(Fern);
        await screen.Page.Locator("#f-ask").FillAsync("Is it too dry?");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        return screen;
    }
}
