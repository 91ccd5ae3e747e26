using System.Net;
using System.Text.Json;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Offline;

public sealed class OfflineFilesTests
{
    [Fact]
    public async Task Worker_AskedForByAnybody_KnowsTheFilesOfThePages()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);

        var worker = await stranger.GetAsync("/sw.js");

        Assert.Equal("text/javascript", worker.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(worker.Response.Headers.CacheControl!.NoCache);
        var policy = Assert.Single(worker.Response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("default-src 'none'; connect-src 'self'", policy);
        var list = worker.Html.Split('\n')[0]["const SHELL = ".Length..].TrimEnd(';');
        var files = JsonDocument.Parse(list).RootElement.GetProperty("files").EnumerateArray()
            .Select(file => file.GetString()!).ToList();
        Assert.Contains(files, file => file.EndsWith("/app.js", StringComparison.Ordinal));
        foreach (var file in files) Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(file)).Status);
    }

    [Theory]
    [InlineData("en", "Need me")]
    [InlineData("de", "Brauchen mich")]
    public async Task Manifest_OfALanguage_HasItsWordsAndIconsThatAreThere(string language, string shortcut)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);
        stranger.Headers("Accept-Language", language);

        var answer = await stranger.GetAsync("/manifest.webmanifest");

        Assert.Equal("application/manifest+json", answer.Response.Content.Headers.ContentType!.MediaType);
        var manifest = JsonDocument.Parse(answer.Html).RootElement;
        Assert.Equal(("PlantOps", "/plants", language), (
            manifest.GetProperty("short_name").GetString(), manifest.GetProperty("start_url").GetString(),
            manifest.GetProperty("lang").GetString()));
        Assert.Equal(shortcut, manifest.GetProperty("shortcuts")[0].GetProperty("name").GetString());
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            var picture = await stranger.GetAsync(icon.GetProperty("src").GetString()!);
            Assert.Equal("image/png", picture.Response.Content.Headers.ContentType!.MediaType);
        }
    }
}
