using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.PlantPage;

public sealed class PlantPagesTests
{
    private const string Markup = "<script>alert(1)</script>";

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
    private static readonly byte[] Small = [0xFF, 0xD8, 0xFF, 0xE0, 9];

    [Fact]
    public async Task Note_AWateringOfYesterday_IsInTheJournalWithItsAmount()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        using var ben = host.Browser(TokenRole.Waters, "Ben");

        var answer = await ben.PostAsync(
            $"/plants/{id}/journal", ("kind", "Watered"), ("ago", "24"), ("amount", "300"), ("text", Markup));
        var entry = Assert.Single(host.Service<PlantJournal>().Read(PlantJournal.Of(id))).Value;
        var page = (await ben.GetAsync($"/plants/{id}")).Html;

        Assert.Equal($"/plants/{id}#journal", answer.Location);
        Assert.Equal((JournalKind.Watered, 300, Markup, "Ben"), (entry.Kind, entry.AmountMl, entry.Text, entry.By));
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - entry.At, 86_300_000, 86_700_000);
        Assert.Contains("300&#xA0;ml", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Markup, page, StringComparison.Ordinal);
        await ben.PostAsync($"/plants/{id}/journal/{entry.Id}/remove");
        Assert.Empty(host.Service<PlantJournal>().Read(PlantJournal.Of(id)));
        Assert.Equal("journal.remove", host.Done()[0]);
    }

    [Theory]
    [InlineData("Note", "", "", "A note needs some words.")]
    [InlineData("Watered", "much", "", "A whole number from 1 to 100000")]
    [InlineData("Watered", "0", "", "A whole number from 1 to 100000")]
    [InlineData("Pruned", "5", "", "Only a watering has an amount")]
    [InlineData("Eaten", "", "kept words", "Say what was done.")]
    [InlineData("7", "", "kept words", "Say what was done.")]
    public async Task Note_WhatCannotBe_SaysSoAtTheFieldAndKeepsWhatWasTyped(
        string kind, string amount, string text, string problem)
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");

        var answer = await host.Ada.PostAsync($"/plants/{id}/journal", ("kind", kind), ("amount", amount), ("text", text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(problem, answer.Html, StringComparison.Ordinal);
        Assert.Contains(text, answer.Html, StringComparison.Ordinal);
        Assert.Empty(host.Service<PlantJournal>().Read(PlantJournal.Of(id)));
    }

    [Fact]
    public async Task Photo_WithASmallOne_IsOnThePageAndOnTheCard()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");

        var answer = await host.Ada.SendFilesAsync($"/plants/{id}/photos", ("photo", Jpeg), ("thumbnail", Small));
        var plants = (await host.Ada.GetAsync("/plants")).Html;
        var path = plants.Split("<img class=\"face\" src=\"")[1].Split('"')[0];
        var thumbnail = await host.Ada.GetAsync(path);
        var whole = await host.Ada.GetAsync(path.Replace("/thumbnail", "", StringComparison.Ordinal));

        Assert.Equal($"/plants/{id}#photos", answer.Location);
        Assert.Equal(Small.Length, thumbnail.Response.Content.Headers.ContentLength);
        Assert.Equal(Jpeg.Length, whole.Response.Content.Headers.ContentLength);
        Assert.Equal("image/jpeg", whole.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("private", whole.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(whole.Response.Headers.ETag);
        await host.Ada.PostAsync(path.Replace("/thumbnail", "/remove", StringComparison.Ordinal));
        Assert.False(host.Plant(id).HasPhoto);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Ada.GetAsync(path)).Status);
        Assert.Equal(["plant.photo.remove", "plant.photo"], host.Done().Take(2));
    }

    [Fact]
    public async Task Photo_ThatIsTooLargeOrNone_IsRefusedInWords()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");

        var large = await host.Ada.SendFilesAsync($"/plants/{id}/photos", ("photo", [.. Jpeg, .. new byte[600 * 1024]]));
        var text = await host.Ada.SendFilesAsync($"/plants/{id}/photos", ("photo", "<svg onload='alert(1)'/>"u8.ToArray()));
        var none = await host.Ada.PostAsync($"/plants/{id}/photos");

        Assert.All((PageAnswer[])[large, text, none], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        Assert.Contains("This picture is too large: at most 512 KB.", large.Html, StringComparison.Ordinal);
        Assert.Contains("neither a JPEG nor a PNG nor a WebP", text.Html, StringComparison.Ordinal);
        Assert.Contains("Choose a picture first.", none.Html, StringComparison.Ordinal);
        Assert.False(host.Plant(id).HasPhoto);
    }

    [Fact]
    public async Task Show_ToWhoMayOnlyLook_HasNoForms()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        using var eve = host.Browser(TokenRole.Viewer, "Eve");

        var page = (await eve.GetAsync($"/plants/{id}")).Html;

        Assert.DoesNotContain($"/plants/{id}/journal\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"file\"", page, StringComparison.Ordinal);
        Assert.Contains("There is no picture yet.", page, StringComparison.Ordinal);
    }
}
