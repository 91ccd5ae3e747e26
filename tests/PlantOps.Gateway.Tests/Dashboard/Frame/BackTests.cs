using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Frame;

/// <summary>Where whoever is not signed in comes back to, where the browser does not say where a form was.</summary>
public sealed class BackTests
{
    [Theory]
    [InlineData("/plants/new", "/sign-in?back=%2Fplants%2Fnew")]
    [InlineData("/settings/wall", "/sign-in?back=%2Fsettings%2Fwall")]
    [InlineData("/plants/pl-1/edit", "/sign-in?back=%2Fplants%2Fpl-1%2Fedit")]
    [InlineData("/plants/pl-1/journal", "/sign-in")]
    public async Task Post_OfAFormWithoutASession_LeadsBackToItsPageWhereItHasOne(string path, string location)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);

        Assert.Equal(location, (await stranger.PostAsync(path, ("name", "Fern"))).Location);
    }

    [Fact]
    public async Task Get_APageOfSomebody_SaysWhoSoThatNobodyElseSeesWhatTheyTyped()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada & Ben");
        using var stranger = new PageBrowser(gateway);

        var form = (await ada.GetAsync("/settings/channels/new?kind=telegram")).Html;

        Assert.Contains("data-who=\"Ada &amp; Ben\"", form, StringComparison.Ordinal);
        Assert.Contains("data-secret=\"true\"", form, StringComparison.Ordinal);
        Assert.Contains("data-who=\"\"", (await stranger.GetAsync("/sign-in")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-secret=\"true\"", (await ada.GetAsync("/plants/new")).Html, StringComparison.Ordinal);
    }
}
