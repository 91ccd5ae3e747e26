using Deque.AxeCore.Playwright;

namespace PlantOps.Portal.Tests;

/// <summary>The page itself: whether a phone can show it and everybody can use it.</summary>
[Collection(PortalSuite.Name)]
public sealed class PageTests(PortalFixture fixture) : IAsyncDisposable
{
    // Apple's and WCAG 2.5.5's size of what a finger hits.
    private const int TouchPx = 44;

    private readonly PortalDevice _device = new();

    public ValueTask DisposeAsync() => _device.DisposeAsync();

    [Theory]
    [InlineData("generate_204")]
    [InlineData("hotspot-detect.html")]
    [InlineData("connecttest.txt")]
    public async Task Probe_OfAPhone_LeadsToTheForm(string probe)
    {
        await using var phone = await StartAsync(scripts: true);
        await phone.Page.GotoAsync(_device.Home + probe);
        Assert.Equal(_device.Home, phone.Page.Url);
        await phone.SeeAsync("Set up your plant sensor");
    }

    [Fact]
    public async Task Form_OnAPhone_FitsItsWidthAndFingers()
    {
        await using var phone = await StartAsync(scripts: true);
        Assert.InRange(await phone.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), 1, Phone.Width);
        foreach (var target in await phone.Page.Locator("label.net, input:not([type=radio]):not([type=checkbox]), button")
            .AllAsync())
        {
            var box = await target.BoundingBoxAsync();
            Assert.InRange(box!.Height, TouchPx, 200);
        }
    }

    [Fact]
    public async Task Pages_CheckedByAxe_HaveNoFault()
    {
        await using var phone = await StartAsync(scripts: true);
        await AssertAccessibleAsync(phone);
        await phone.FillInAsync("Garden strong", "basil", "gateway", "code");
        await phone.ProblemAsync();
        await AssertAccessibleAsync(phone);
        await phone.HearNoNewsAsync();
        await phone.FillInAsync("Garden strong", "not-the-password", "gateway", await fixture.Gateway.AddDeviceAsync("Fern"));
        await phone.SeeAsync("Checking");
        await AssertAccessibleAsync(phone);
    }

    [Fact]
    public async Task ShowPassword_WithScripts_ShowsIt()
    {
        await using var phone = await StartAsync(scripts: true);
        var password = phone.Page.GetByLabel("Wi-Fi password");
        Assert.Equal("password", await password.GetAttributeAsync("type"));
        await phone.Page.GetByLabel("Show password").CheckAsync();
        Assert.Equal("text", await password.GetAttributeAsync("type"));
    }

    [Fact]
    public async Task ShowPassword_WithoutScripts_IsNotOffered()
    {
        await using var phone = await StartAsync(scripts: false);
        Assert.Equal(0, await phone.Page.GetByLabel("Show password").CountAsync());
    }

    private static async Task AssertAccessibleAsync(Phone phone)
    {
        var result = await phone.Page.RunAxe();
        Assert.Empty(
            result.Violations.Select(
                violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }

    private async Task<Phone> StartAsync(bool scripts)
    {
        var phone = await fixture.PhoneAsync(scripts);
        await _device.SwitchOnAsync();
        await phone.OpenAsync(_device);
        return phone;
    }
}
