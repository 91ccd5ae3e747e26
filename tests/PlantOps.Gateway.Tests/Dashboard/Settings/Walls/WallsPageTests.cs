using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings.Walls;

public sealed partial class WallsPageTests
{
    private const string Path = "/settings/wall";

    [Fact]
    public async Task Create_ATablet_ShowsItsAddressThisOnceAndRevokesIt()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        using var tablet = new PageBrowser(gateway);
        var walls = gateway.Services.GetRequiredService<WallRegistry>();

        var made = await ada.PostAsync(Path, ("name", "Kitchen <i>"), ("place", ""));
        var address = new Uri(Address().Match(made.Html).Groups[1].Value);

        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync(address.AbsolutePath)).Status);
        var list = (await ada.GetAsync(Path)).Html;
        Assert.Contains("Kitchen &lt;i&gt;", list, StringComparison.Ordinal);
        Assert.DoesNotContain(address.AbsolutePath, list, StringComparison.Ordinal);
        Assert.Contains($"<path d=\"{QrPicture.Of(address.OriginalString).Path}\"/>", made.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"qr\"", list, StringComparison.Ordinal);
        Assert.Contains("1 tablet", (await ada.GetAsync("/settings")).Html, StringComparison.Ordinal);
        Assert.Equal(Path, (await ada.PostAsync($"{Path}/{walls.All.Single().Id}/revoke")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await tablet.GetAsync(address.AbsolutePath)).Status);
    }

    [Theory]
    [InlineData("", "", "f-name-problem")]
    [InlineData("Tablet", "Nowhere", "f-place-problem")]
    public async Task Create_WithAWrongField_SaysSoThere(string name, string place, string problem)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");

        var answer = await ada.PostAsync(Path, ("name", name), ("place", place));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"id=\"{problem}\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty(gateway.Services.GetRequiredService<WallRegistry>().All);
    }

    [GeneratedRegex("<code>(https://[^<]*/wall/[^<]*)</code>")]
    private static partial Regex Address();
}
