using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Walk;

/// <summary>
/// What stands on each page, in both languages, in files to read beside each other. UPDATE_DOCS=1 makes them anew; what
/// differs then is to be read before it is kept.
/// </summary>
public sealed class PageTextTests
{
    // Of another kind than a page, or with what only a browser has.
    private static readonly string[] Others =
        ["/live", "/alerts/live", "/opened", "/sign-in/state", "/plants/species", "/compare/data", "/settings/data/export"];

    // Pictures, and answers to scripts.
    private static readonly string[] OfMore = ["{photo}", "{rule}", "/progress", "/checks"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Pages_InALanguage_ReadAsTheirFileSays(string language)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var device = host.Admit();
        var plant = await host.Add("Fern");
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{plant}/device", $$"""{"device_id":"{{device.Id}}","since":{{now - 1000}}}""");
        await host.Ask(HttpMethod.Post, $"/api/v1/plants/{plant}/journal", """{"kind":"note","text":"A new leaf."}""");
        var (_, person) = await host.Ask(
            HttpMethod.Post, "/api/v1/people", """{"name":"Ada","quiet_hours":{"from":"22:00","to":"07:00"}}""");
        var (_, channel) = await host.Ask(
            HttpMethod.Post, "/api/v1/channels", """{"kind":"ntfy","name":"Doorbell","topic":"plants-of-ada"}""");
        var (_, code) = await host.Ask(HttpMethod.Post, "/api/v1/enrolments", """{"name":"Sill"}""");
        var enrolment = code.GetProperty("id").GetString()!;
        using var browser = gateway.Browser("Ada");
        browser.Headers("Accept-Language", language);
        using var stranger = new PageBrowser(gateway);
        stranger.Headers("Accept-Language", language);

        var text = new StringBuilder();
        foreach (var route in Routes(gateway))
        {
            var id = route.StartsWith("/devices", StringComparison.Ordinal) ? device.Id
                : route.StartsWith("/settings/household", StringComparison.Ordinal) ? person.GetProperty("id").GetString()!
                : route.StartsWith("/settings/channels", StringComparison.Ordinal) ? channel.GetProperty("id").GetString()!
                : route.StartsWith("/settings/species", StringComparison.Ordinal) ? "monstera-deliciosa"
                : plant;
            var path = route.Replace("{id}", id, StringComparison.Ordinal).Replace("{secret}", "over", StringComparison.Ordinal)
                .Replace("{enrolment}", enrolment, StringComparison.Ordinal);
            var isForAnybody = route is "/sign-in" or "/open/{secret}";
            var answer = await (isForAnybody ? stranger : browser).GetAsync(path);
            if (answer.Response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            text.Append($"== {route}\n{PageText.Of(answer.Html, route == "/plants")}\n");
        }

        await AssertAsFileAsync($"pages.{language}.txt", text.ToString());
    }

    private static IEnumerable<string> Routes(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ForPeople>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => !Others.Contains(route) && !OfMore.Any(part => route.Contains(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static async Task AssertAsFileAsync(string name, string text)
    {
        var file = Path.Combine(Repository(), "tests/PlantOps.Gateway.Tests/Dashboard/Walk", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") await File.WriteAllTextAsync(file, text, Token);
        Assert.Equal((await File.ReadAllTextAsync(file, Token)).Split('\n'), text.Split('\n'));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
