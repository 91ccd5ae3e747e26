using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

namespace PlantOps.Gateway.Tests.Dashboard.Ask;

public sealed class AskPagesTests
{
    private const string Path = $"/plants/{QuestionGarden.Fern}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_WithoutScripts_ShowsThePageWithTheAnswerAndItsFiguresAsLinks()
    {
        await using var host = await QuestionGarden.DoingAsync(request => ScriptedReply.Say(ScriptedModel.Answer(
            $"Its soil is at {{{request.RefOf("soil moisture")}}}.")));
        host.Measure();
        using var ben = host.Garden.Gateway.Browser("Ben", TokenRole.Waters);

        var before = (await ben.GetAsync(Path)).Html;
        var page = await ben.PostAsync(Path + "/ask", ("text", "Is it <b>dry</b>?"));
        var next = await ben.PostAsync(
            Path + "/ask", ("text", "And now?"), ("earlier", "Is it dry?"), ("answered", "Its soil is at 20 %."));

        Assert.Contains($"action=\"{Path}/ask#ask\"", before, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Is it &lt;b&gt;dry&lt;/b&gt;?", page.Html, StringComparison.Ordinal);
        Assert.Contains(
            "<p>Its soil is at <a href=\"/plants/pl-00000000?metric=soil_moisture&amp;days=7\" title=\"soil moisture\">20",
            page.Html, StringComparison.Ordinal);
        Assert.Contains("Worded by scripted.", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"earlier\" value=\"Is it &lt;b&gt;dry&lt;/b&gt;?\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Is it dry?\"", next.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"And now?\"", next.Html, StringComparison.Ordinal);
        Assert.Contains("Is it dry?", host.Model.Requests.Last().GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WithScripts_TellsWhatIsDoneAndThenTheAnswer()
    {
        await using var host = await QuestionGarden.DoingAsync(request => request.Number == 0
            ? ScriptedReply.Call("history", """{"period":"week"}""")
            : ScriptedReply.Say(ScriptedModel.Answer("Sie ist trocken.")));
        host.Measure();
        using var ada = host.Garden.Gateway.Browser("Ada");
        ada.Headers("HX-Request", "true");
        ada.Headers("Accept-Language", "de");

        var answer = await ada.PostAsync(Path + "/ask", ("text", "Ist sie trocken?"));
        var events = await answer.Response.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/event-stream", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("data: <p class=\"sub\">Denkt nach …</p>\n\ndata: <p class=\"sub\">Liest die letzte Woche …</p>\n\n",
            events, StringComparison.Ordinal);
        Assert.Contains("Sie ist trocken.", events, StringComparison.Ordinal);
        Assert.Contains("In Worten von scripted.", events, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ToWhoMayNotAskOrWhereNobodyIsToBeAsked_SaysWhyOrNothing()
    {
        await using var host = await QuestionGarden.SayingAsync("x");
        using var guest = host.Garden.Gateway.Browser("Guest", TokenRole.Viewer);
        using var ben = host.Garden.Gateway.Browser("Ben", TokenRole.Waters);
        using var ada = host.Garden.Gateway.Browser("Ada");

        var forGuest = await guest.GetAsync(Path);
        var refused = await guest.PostAsync(Path + "/ask", ("text", "Is it dry?"));
        host.Service<AdvisorSetup>().Current = new AdvisorSettings();
        var forBen = (await ben.GetAsync(Path)).Html;
        var forAda = (await ada.GetAsync(Path)).Html;
        var off = await ada.PostAsync(Path + "/ask", ("text", "Is it dry?"));
        var poison = await ada.PostAsync(Path + "/ask", ("text", "Is it poisonous?"));

        Assert.DoesNotContain("id=\"ask\"", forGuest.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("No language model was set up", forBen, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings/advisor", forBen, StringComparison.Ordinal);
        Assert.Contains("href=\"/settings/advisor\"", forAda, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (off.Status, poison.Status));
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Ask_WithoutBudget_SaysSoWithScriptsAndWithout()
    {
        await using var host = await QuestionGarden.SayingAsync("x");
        host.Service<AdvisorSetup>().Current = host.Model.Settings() with { DayTokens = 1 };
        using var plain = host.Garden.Gateway.Browser("Ada");
        using var scripted = host.Garden.Gateway.Browser("Ada");
        scripted.Headers("HX-Request", "true");

        var page = await plain.PostAsync(Path + "/ask", ("text", "Is it dry?"));
        var part = await scripted.PostAsync(Path + "/ask", ("text", "Is it dry?"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (page.Status, part.Status));
        Assert.Contains(">Is it dry?</textarea>", page.Html, StringComparison.Ordinal);
        Assert.Equal("<p class=\"problem\">What the model may cost for now is spent.</p>", part.Html);
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Ask_WithWhatCannotBe_SaysWhatIsWrongAndKeepsIt()
    {
        await using var host = await QuestionGarden.DoingAsync(_ => new ScriptedReply { Status = 401 });
        using var ada = host.Garden.Gateway.Browser("Ada");

        var empty = await ada.PostAsync(Path + "/ask", ("text", " "));
        var tooLong = await ada.PostAsync(Path + "/ask", ("text", new string('x', 1001)));
        var nobody = await ada.PostAsync(Path + "/ask", ("text", "Is it dry?"));
        var missing = await ada.PostAsync("/plants/pl-nothere/ask", ("text", "Is it dry?"));

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound),
            (empty.Status, tooLong.Status, missing.Status));
        Assert.Contains("up to 1000 characters", tooLong.Html, StringComparison.Ordinal);
        Assert.Contains("provider did not answer", nobody.Html, StringComparison.Ordinal);
        Assert.Contains(">Is it dry?</textarea>", nobody.Html, StringComparison.Ordinal);
    }
}
