using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>How people come in.</summary>
[Collection(DashboardSuite.Name)]
public sealed class SignInTests(DashboardFixture fixture)
{
    [Fact]
    public async Task SignIn_WithACodeTypedAtTheMachine_GoesOnByItself()
    {
        await using var phone = await fixture.ScreenAsync(signedIn: false);
        await phone.OpenAsync("/arrivals");
        var code = await phone.Page.Locator("#code").InnerTextAsync();

        var finished = await fixture.Gateway.CommandAsync("approve", code, "--person", "Ada");

        Assert.True(finished.ExitCode == 0, finished.Error);
        await phone.Page.GetByText("Ada, owner").WaitForAsync();
        Assert.Equal($"{fixture.Gateway.Https}arrivals", phone.Page.Url);
        phone.AssertSilent();
    }

    [Fact]
    public async Task SignIn_WithoutScripts_GoesOnByALinkOnceAnOwnerHasSaidSo()
    {
        await using var phone = await fixture.ScreenAsync(signedIn: false, new ScreenKind(Scripts: false));
        await using var owner = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        await phone.OpenAsync("/sign-in");
        var code = await phone.Page.Locator("#code").InnerTextAsync();
        await owner.OpenAsync("/plants");
        await owner.Page.Locator(".notice a[href='/arrivals']").ClickAsync();

        var row = owner.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = code });
        await row.GetByLabel("Name").FillAsync("Ben <b>");
        await row.GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await phone.Page.GetByText("Go on", new() { Exact = true }).ClickAsync();

        await phone.Page.GetByText("Ben <b>, waters").WaitForAsync();
    }

    [Fact]
    public async Task Open_TheLinkOfTheTerminal_SignsInOnceOnLocalhost()
    {
        var link = await fixture.LinkAsync();
        await using var here = await fixture.ScreenAsync(signedIn: false);
        await using var again = await fixture.ScreenAsync(signedIn: false);

        await here.OpenAsync(link);
        await here.Page.GetByText("Owner, owner").WaitForAsync();
        Assert.Equal($"http://localhost:{fixture.Gateway.HttpPort}/plants", here.Page.Url);
        here.AssertSilent();

        await again.OpenAsync(link);
        await again.SeeAsync("This link is over");
    }

    [Fact]
    public async Task TrustPage_OnceTheDeviceTrustsTheGateway_GoesOnByItself()
    {
        await using var phone = await fixture.ScreenAsync(signedIn: false);
        await phone.Context.SetExtraHTTPHeadersAsync([new("X-Forwarded-For", "192.0.2.7")]);

        await phone.OpenAsync($"http://localhost:{fixture.Gateway.HttpPort}/");

        await phone.Page.Locator("#code").WaitForAsync();
        Assert.Equal($"{fixture.Gateway.Https}sign-in", phone.Page.Url);
    }
}
