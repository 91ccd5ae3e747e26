using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Settings.Audit;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings.Audit;

public sealed class AuditPageTests
{
    private const string Path = "/settings/audit";

    private static readonly Principal Ada = new(PrincipalKind.Person, "Ada", "5be21f0c94d7a630");

    [Fact]
    public async Task Get_WhatWasDone_IsTheNewestFirstInWordsAndAsText()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.Browser();
        var log = gateway.Services.GetRequiredService<AuditLog>();
        log.Note(Ada, "plant.add", "pl-1", "Fern <b>");
        log.Note(Principal.Local, "token.create", "9f3c61d07ab24e58", "script, owner");

        var page = (await owner.GetAsync(Path)).Html;

        Assert.Contains("<strong>Ada</strong> added a plant", page, StringComparison.Ordinal);
        Assert.Contains("Fern &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/settings/audit?thing=pl-1\"", page, StringComparison.Ordinal);
        Assert.True(
            page.IndexOf("made a token", StringComparison.Ordinal) < page.IndexOf("added a plant", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?who=ada", "pl-1 pl-2")]
    [InlineData("?about=plant", "pl-1 pl-2")]
    [InlineData("?about=plan", "")]
    [InlineData("?thing=PL-2", "pl-2")]
    [InlineData("?who=local&about=token", "tk-1")]
    [InlineData("?who=nobody", "")]
    [InlineData("?before=%00&who=ada", "pl-1 pl-2")]
    public async Task Get_WithAFilter_IsWhatItSays(string query, string things)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.Browser();
        var log = gateway.Services.GetRequiredService<AuditLog>();
        log.Note(Ada, "plant.add", "pl-1");
        log.Note(Ada, "plant.mute", "pl-2");
        log.Note(Principal.Local, "token.create", "tk-1");

        var page = (await owner.GetAsync(Path + query)).Html;

        var shown = ((string[])["pl-1", "pl-2", "tk-1"]).Where(id => page.Contains($">{id}</a>", StringComparison.Ordinal));
        Assert.Equal(things, string.Join(' ', shown));
        Assert.Equal(things.Length == 0, page.Contains("Nothing like that was done.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_ManyEntries_AreReadOnAPageAtATimeEachOnce()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.Browser();
        var log = gateway.Services.GetRequiredService<AuditLog>();
        const int Entries = (2 * AuditView.PageSize) + 10;
        for (var i = 0; i < Entries; i++) log.Note(Ada, "plant.add", $"pl-{i:D3}");

        var seen = new List<string>();
        for (var path = Path + "?who=ada"; path is not null;)
        {
            var page = (await owner.GetAsync(path)).Html;
            seen.AddRange(page.Split("thing=pl-").Skip(1).Select(part => part[..3]));
            var next = page.Split("class=\"act quiet\" href=\"/settings/audit");
            path = next.Length > 1 ? Path + System.Net.WebUtility.HtmlDecode(next[1].Split('"')[0]) : null;
        }

        Assert.Equal(Enumerable.Range(0, Entries).Reverse().Select(i => $"{i:D3}"), seen);
    }

    [Fact]
    public async Task Search_WhatIsFarBack_GoesOnWhereItStopped()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var log = gateway.Services.GetRequiredService<AuditLog>();
        log.Note(Ada, "plant.add", "wanted");
        gateway.Services.GetRequiredService<IRecords>().TryCommit(
            [.. Enumerable.Range(0, AuditLog.MaxSearched + 10).Select(_ => log.Entry(Principal.Local, "token.create", "other"))]);

        var (first, next) = log.Search(null, 50, entry => entry.Target == "wanted");
        var (second, end) = log.Search(next, 50, entry => entry.Target == "wanted");

        Assert.Empty(first);
        Assert.Equal("wanted", Assert.Single(second).Target);
        Assert.Null(end);
    }

    [Fact]
    public void Words_OfWhatIsDone_AreThereInEveryLanguage()
    {
        foreach (var words in Languages.All)
        {
            Assert.All(AuditView.Kinds, kind => Assert.False(string.IsNullOrWhiteSpace(words.AuditKind(kind))));
            Assert.NotEqual("wall.create", words.WasDone("wall.create"));
            Assert.Equal("new.thing", words.WasDone("new.thing"));
        }
    }
}
