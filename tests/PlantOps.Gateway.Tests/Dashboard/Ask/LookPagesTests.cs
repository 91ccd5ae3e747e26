using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

namespace PlantOps.Gateway.Tests.Dashboard.Ask;

public sealed class LookPagesTests
{
    private const string Path = $"/plants/{QuestionGarden.Fern}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_WithoutScripts_ShowsThePageWithWhatWasSeen()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["yellow_leaves","spots"]}""");
        var photo = await PhotoLookTests.Add(host, host.Garden.As(TokenRole.Owner));
        using var ben = host.Garden.Gateway.Browser("Ben", TokenRole.Waters);

        var before = (await ben.GetAsync(Path)).Html;
        var page = await ben.PostAsync($"{Path}/photos/{photo}/look");
        ben.Headers("Accept-Language", "de");
        var german = await ben.PostAsync($"{Path}/photos/{photo}/look");

        Assert.Contains($"action=\"{Path}/photos/{photo}/look#look-{photo}\"", before, StringComparison.Ordinal);
        Assert.Contains($"it goes to {host.Model.Address.Authority}, without place", before, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.Status, german.Status));
        Assert.Contains("<li>Some leaves are yellow.</li>", page.Html, StringComparison.Ordinal);
        Assert.Contains("may be wrong: look yourself before you do anything. (scripted)", page.Html, StringComparison.Ordinal);
        Assert.Contains("<li>Einige Blätter haben Flecken.</li>", german.Html, StringComparison.Ordinal);
        Assert.Contains("Ansehen lassen", german.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_WithScripts_TellsThatItLooksAndThenWhatItSaw()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["healthy"]}""");
        var photo = await PhotoLookTests.Add(host, host.Garden.As(TokenRole.Owner));
        using var ada = Scripted(host);

        var answer = await ada.PostAsync($"{Path}/photos/{photo}/look");
        var events = await answer.Response.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/event-stream", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("data: <p class=\"sub\">Looking at the picture …</p>\n\ndata: <ul", events, StringComparison.Ordinal);
        Assert.Contains("<li>It looks healthy.</li>", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_WithoutBudgetOrAnAnswer_SaysSoWhereThePictureIs()
    {
        await using var host = await QuestionGarden.DoingAsync(_ => new ScriptedReply { Status = 401 });
        var photo = await PhotoLookTests.Add(host, host.Garden.As(TokenRole.Owner));
        using var scripted = Scripted(host);
        using var plain = host.Garden.Gateway.Browser("Ada");

        var nobody = await scripted.PostAsync($"{Path}/photos/{photo}/look");
        var late = await nobody.Response.Content.ReadAsStringAsync(Token);
        host.Service<AdvisorSetup>().Current = host.Model.Settings(photos: true) with { DayTokens = 1 };
        var spent = await plain.PostAsync($"{Path}/photos/{photo}/look");
        var part = await scripted.PostAsync($"{Path}/photos/{photo}/look");

        Assert.Contains(
            "data: <p class=\"problem\">The model&#x27;s provider did not answer.</p>", late, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, spent.Status);
        Assert.Contains("What the model may cost for now is spent.", spent.Html, StringComparison.Ordinal);
        Assert.Equal("<p class=\"problem\">What the model may cost for now is spent.</p>", part.Html);
        Assert.Single(host.Model.Requests);
    }

    [Fact]
    public async Task Show_WhereNoOwnerAllowedIt_HasNoButtonAndRefuses()
    {
        await using var host = await QuestionGarden.SayingAsync("x");
        var photo = await PhotoLookTests.Add(host, host.Garden.As(TokenRole.Owner));
        using var guest = host.Garden.Gateway.Browser("Guest", TokenRole.Viewer);
        using var ada = host.Garden.Gateway.Browser("Ada");

        var forGuest = (await guest.GetAsync(Path)).Html;
        var byGuest = await guest.PostAsync($"{Path}/photos/{photo}/look");
        var missing = await ada.PostAsync($"{Path}/photos/nothere/look");
        host.Service<AdvisorSetup>().Current = host.Model.Settings(photos: false);
        var forAda = (await ada.GetAsync(Path)).Html;
        var refused = await ada.PostAsync($"{Path}/photos/{photo}/look");

        Assert.DoesNotContain("id=\"look-", forGuest, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"look-", forAda, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity),
            (byGuest.Status, missing.Status, refused.Status));
        Assert.Empty(host.Model.Requests);
    }

    private static PageBrowser Scripted(QuestionGarden host)
    {
        var ada = host.Garden.Gateway.Browser("Ada");
        ada.Headers("HX-Request", "true");
        return ada;
    }
}
