using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Frame;

/// <summary>What holds of every page.</summary>
public sealed class PagesTests
{
    [Fact]
    public async Task Get_AnyPage_RunsNothingButItsOwnFilesAndIsNotKept()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = gateway.Browser("Ben", TokenRole.Owner);
        using var stranger = new PageBrowser(gateway);

        foreach (var answer in (PageAnswer[])[await browser.GetAsync("/plants"), await browser.GetAsync("/arrivals"),
            await stranger.GetAsync("/sign-in")])
        {
            var policy = Assert.Single(answer.Response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(1, Count(answer.Html, "<h1"));
            Assert.DoesNotContain(" style=", answer.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", answer.Html, StringComparison.Ordinal);
        }

        var session = Assert.Single(gateway.Services.GetRequiredService<SessionRegistry>().All);
        Assert.DoesNotContain(session.Id, (await browser.GetAsync("/plants")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-CH,de;q=0.9,en;q=0.8", "de", "Anmelden")]
    [InlineData("fr,en;q=0.8,de;q=0.5", "en", "Sign in")]
    [InlineData("fr", "en", "Sign in")]
    public async Task Get_APage_IsInTheLanguageOfTheBrowser(string accepted, string language, string title)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = new PageBrowser(gateway);
        browser.Headers("Accept-Language", accepted);

        var answer = await browser.GetAsync("/sign-in");

        Assert.Contains($"<html lang=\"{language}\">", answer.Html, StringComparison.Ordinal);
        Assert.Contains($"<title>{title} · PlantOps</title>", answer.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing", "text/html", "text/html")]
    [InlineData("/nothing", "*/*", "application/problem+json")]
    [InlineData("/api/v1/nothing", "text/html, */*", "application/problem+json")]
    public async Task Get_WhatIsNotThere_IsAPageForPeopleOnly(string path, string accepted, string type)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = new PageBrowser(gateway);
        browser.Headers("Accept", accepted);

        var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(type, answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_InTheClear_IsOneTrustPageForOthersAndThePagesForThisMachine()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var own = new PageBrowser(gateway, inTheClear: true);
        using var phone = new PageBrowser(gateway, inTheClear: true);
        phone.Headers("X-Forwarded-For", "192.0.2.7");
        using var renamed = new PageBrowser(gateway, inTheClear: true);
        renamed.Headers("Host", "evil.example");

        Assert.Equal("/sign-in", (await own.GetAsync("/")).Location);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/sign-in")).Status);
        foreach (var other in (PageBrowser[])[phone, renamed])
        {
            Assert.Contains("/household.crt", (await other.GetAsync("/")).Html, StringComparison.Ordinal);
            foreach (var path in (string[])["/plants", "/sign-in", "/sign-in/state", "/open/x", "/arrivals"])
            {
                Assert.Equal(HttpStatusCode.PermanentRedirect, (await other.GetAsync(path)).Status);
            }
        }
    }

    [Fact]
    public async Task Get_WhatShowsTrust_MayBeAskedByThePageInTheClear()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = new PageBrowser(gateway);

        var answer = await browser.GetAsync("/trusted");

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal("cross-origin", Assert.Single(answer.Response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Fact]
    public async Task Get_AFileOfThePages_IsKeptForEver()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = new PageBrowser(gateway);
        var url = AssetFiles.Url("app.css");

        var plain = await browser.GetAsync(url);
        browser.Headers("Accept-Encoding", "gzip, br");
        var packed = await browser.GetAsync(url);

        Assert.Contains("--paper", plain.Html, StringComparison.Ordinal);
        Assert.Contains("immutable", plain.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("br", Assert.Single(packed.Response.Content.Headers.ContentEncoding));
        Assert.InRange(packed.Response.Content.Headers.ContentLength!.Value, 100, 4096);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/a/0000000000/app.css")).Status);
    }

    [Fact]
    public void Vendor_Files_AreThoseThatTheirListSays()
    {
        var folder = Path.Combine(Repository(), "gateway/PlantOps.Gateway/Dashboard/Assets/vendor");
        var list = File.ReadAllLines(Path.Combine(folder, "VERSIONS.md"))
            .Where(line => line.Contains("min.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(row => row[1], row => row[6]);

        var there = Directory.GetFiles(folder).Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .ToDictionary(
                file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

        Assert.Equal(list.OrderBy(file => file.Key), there.OrderBy(file => file.Key));
    }

    [Fact]
    public void Words_OfEveryLanguage_AreThere()
    {
        foreach (var words in Languages.All)
        {
            var texts = typeof(IWords).GetProperties().Where(property => property.PropertyType == typeof(string))
                .ToDictionary(property => property.Name, property => (string?)property.GetValue(words));
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{words.Language}: {text.Key}"));
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
