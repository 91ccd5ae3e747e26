using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.FirstRun;

/// <summary>The first page, where there is no plant.</summary>
public sealed class FirstRunPageTests
{
    [Fact]
    public async Task Plants_WhereThereIsNone_HaveThreeDoorsForTheirOwner()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.Browser("Ben");

        var page = await owner.GetAsync("/plants");

        Assert.Contains("href=\"/devices/new\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("action=\"/virtual-plants\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(" demo</code>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("hx-sse:connect", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("waters")]
    [InlineData("device-manager")]
    public async Task Plants_WhereThereIsNone_HaveNoDoorForOthers(string role)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var other = gateway.Browser("Ben", TokenRoles.Parse(role)!.Value);

        var page = await other.GetAsync("/plants");

        Assert.DoesNotContain("/virtual-plants", page.Html, StringComparison.Ordinal);
        Assert.Contains("Its owner adds the first plant.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddThenRemove_WithoutScripts_IsOneTapEach()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.Browser("Ben");
        using var viewer = gateway.Browser("Ben", TokenRole.Viewer);

        var added = await owner.PostAsync("/virtual-plants");

        Assert.Equal((HttpStatusCode.SeeOther, "/plants"), (added.Status, added.Location));
        var plant = Assert.Single(gateway.Services.GetRequiredService<PlantStore>().All);
        var removal = $"action=\"/virtual-plants/{plant.Id}/remove\"";
        var shown = await owner.GetAsync("/plants");
        Assert.Contains("<span class=\"virtual\">virtual</span>", shown.Html, StringComparison.Ordinal);
        Assert.Contains(removal, shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(removal, (await viewer.GetAsync("/plants")).Html, StringComparison.Ordinal);

        var removed = await owner.PostAsync($"/virtual-plants/{plant.Id}/remove");

        Assert.Equal((HttpStatusCode.SeeOther, "/plants"), (removed.Status, removed.Location));
        Assert.Empty(gateway.Services.GetRequiredService<PlantStore>().All);
    }
}
