using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>People, and the browsers that they are signed in with.</summary>
[Collection(DashboardSuite.Name)]
public sealed class HouseholdTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_ThatEndsElsewhere_LeadsToSignInAndBackWithTheNextTap(bool scripts)
    {
        var person = $"Ben {scripts}";
        await using var phone = await fixture.ScreenAsync(signedIn: false, new ScreenKind(Scripts: scripts));
        await phone.OpenAsync("/alerts?show=over");
        await ComeInAsync(phone, person, scripts);
        await phone.SeeAsync("thing");
        await using var owner = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await owner.OpenAsync("/settings/household");
        var row = owner.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = person });

        await row.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Over" }).ClickAsync();

        await phone.Page.Locator("#code").WaitForAsync();
        Assert.Contains("/sign-in?back=%2Falerts%3Fshow%3Dover", phone.Page.Url, StringComparison.Ordinal);
        await ComeInAsync(phone, person, scripts);
        await phone.AtAsync("/alerts?show=over");
        owner.AssertSilent();
        phone.AssertSilent();
    }

    [Fact]
    public async Task Watered_WithASessionThatHasEnded_LeadsToSignInAndBackToThePage()
    {
        await using var phone = await fixture.ScreenAsync(signedIn: false);
        phone.IsExpected = line => line.Contains("/live", StringComparison.Ordinal);
        await phone.OpenAsync($"/plants/{fixture.Garden.Basil.PlantId}?days=30");
        await ComeInAsync(phone, "Cleo", scripts: true);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Watered" }).WaitForAsync();
        var ended = await fixture.Gateway.CommandAsync("session", "list");
        var id = ended.Output.Split('\n').Single(line => line.Contains("Cleo", StringComparison.Ordinal)).Split(' ')[0];
        await fixture.Gateway.CommandAsync("session", "end", id);

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Watered" }).ClickAsync();

        await phone.Page.Locator("#code").WaitForAsync();
        await ComeInAsync(phone, "Cleo", scripts: true);
        await phone.AtAsync($"/plants/{fixture.Garden.Basil.PlantId}?days=30");
    }

    [Fact]
    public async Task Form_WhoseSessionHasEnded_HasWhatWasTypedForTheSamePersonOnly()
    {
        await using var phone = await fixture.ScreenAsync(signedIn: false);
        phone.IsExpected = line => line.Contains("/live", StringComparison.Ordinal);
        var page = $"/plants/{fixture.Garden.Basil.PlantId}?days=30";
        await phone.OpenAsync(page);
        await ComeInAsync(phone, "Dora", scripts: true);
        await phone.AtAsync(page);
        var text = phone.Page.Locator("#journal textarea, #journal input[name=text]").First;
        await SendAfterTheEndAsync(phone, "Dora", "New leaf <b>");
        await ComeInAsync(phone, "Dora", scripts: true);
        await phone.AtAsync(page);

        await phone.Page.GetByText("What you typed is here again").WaitForAsync();
        Assert.Equal("New leaf <b>", await text.InputValueAsync());
        await SendAfterTheEndAsync(phone, "Dora", "Not for others");
        await ComeInAsync(phone, "Emil", scripts: true);
        await phone.AtAsync(page);
        await text.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.Equal(string.Empty, await text.InputValueAsync());
        Assert.Equal(0, await phone.Page.GetByText("What you typed is here again").CountAsync());
        Assert.Null(await phone.Page.EvaluateAsync<string?>("sessionStorage.getItem('plantops-typed')"));
    }

    // The session ends elsewhere between typing and sending.
    private async Task SendAfterTheEndAsync(Screen phone, string person, string text)
    {
        var form = phone.Page.Locator("#journal form").First;
        var fold = phone.Page.Locator("#journal details:not([open]) > summary").First;
        if (await fold.CountAsync() > 0) await fold.ClickAsync();
        await form.Locator("textarea[name=text], input[name=text]").FillAsync(text);
        var list = await fixture.Gateway.CommandAsync("session", "list");
        var id = list.Output.Split('\n').Single(line => line.Contains(person, StringComparison.Ordinal)).Split(' ')[0];
        await fixture.Gateway.CommandAsync("session", "end", id);
        await form.Locator("button.act").ClickAsync();
        await phone.Page.Locator("#code").WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Person_WhoIsAdded_HasQuietHoursOnAStripAndIsRemovedByName(bool scripts)
    {
        var name = $"Ann <i>{scripts}";
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/settings");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Household" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a person" }).ClickAsync();
        await screen.Page.GetByLabel("Name").FillAsync(name);
        await screen.Page.GetByLabel("Quiet from").FillAsync("22:00");
        await screen.Page.GetByLabel("Quiet until").FillAsync("06:30");
        await screen.Page.GetByLabel("Time zone").FillAsync("Mars");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await screen.Page.GetByText("One field is not right yet").WaitForAsync();
        await screen.Page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var row = screen.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await row.GetByRole(AriaRole.Img, new() { Name = "Quiet from 22:00 to 06:30." }).WaitForAsync();

        await row.GetByRole(AriaRole.Link, new() { Name = "Change" }).ClickAsync();
        await screen.Page.GetByLabel("Nothing more is told").FillAsync(name);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a person" }).WaitForAsync();
        Assert.Equal(0, await row.CountAsync());
        // What was wrong is an answer that the browser notes.
        Assert.All(screen.Complaints, line => Assert.Contains("422", line, StringComparison.Ordinal));
    }

    private async Task ComeInAsync(Screen screen, string person, bool scripts)
    {
        var code = await screen.Page.Locator("#code").InnerTextAsync();
        var finished = await fixture.Gateway.CommandAsync("approve", code, "--person", person, "--role", "waters");
        Assert.True(finished.ExitCode == 0, finished.Error);
        if (!scripts) await screen.Page.GetByText("Go on", new() { Exact = true }).ClickAsync();
        await screen.Page.GetByText($"{person}, waters").WaitForAsync();
    }
}
