using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Plants.Journal;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class PhotoLookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_AtAPictureWithAPlaceInIt_SendsThePictureWithoutIt()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["yellow_leaves","spots"]}""");
        using var owner = host.Garden.As(TokenRole.Owner);
        var photo = await Add(host, owner);

        var (first, view) = await Look(owner, photo);
        using var ben = host.Garden.As(TokenRole.Waters);
        var (second, german) = await Look(ben, photo, """{"language":"de"}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, second));
        Assert.Equal(["yellow_leaves", "spots"],
            view.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal("Einige Blätter sind gelb.", german.GetProperty("findings")[0].GetProperty("text").GetString());
        Assert.Equal(2, host.Model.Requests.Count);
        Assert.All(host.Model.Requests, request =>
        {
            var sent = Convert.FromBase64String(ImageOf(request));
            Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
            Assert.DoesNotContain(PhotoStripTests.Planted, request.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("evil.jpg", request.GetRawText(), StringComparison.Ordinal);
            Assert.Equal([0xFF, 0xD8, 0xFF, 0xDB], sent[..4]);
        });
        Assert.Empty(host.Service<PlantJournal>().Read(PlantJournal.Of(QuestionGarden.Fern)));
    }

    [Fact]
    public async Task Look_WithoutTheLeaveOfTheSetting_SendsNothing()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["healthy"]}""");
        using var owner = host.Garden.As(TokenRole.Owner);
        var photo = await Add(host, owner);

        host.Service<AdvisorSetup>().Current = host.Model.Settings(photos: false);
        var off = await Look(owner, photo);
        var (status, _) = await Look(owner, photo, $$"""{"consent":"compatible {{host.Model.Address.Authority}}"}""");

        Assert.Equal((HttpStatusCode.Conflict, "advisor_off"), (off.Status, off.Body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Look_ForAClientThatStillSaysItsConsent_IsAnswered()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["healthy"]}""");
        using var ben = host.Garden.As(TokenRole.Waters);
        var photo = await Add(host, host.Garden.As(TokenRole.Owner));

        var (status, _) = await Look(ben, photo, $$"""{"consent":"compatible {{host.Model.Address.Authority}}"}""");

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Look_WithoutBudget_IsRefusedUntilItOpens()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["healthy"]}""");
        using var owner = host.Garden.As(TokenRole.Owner);
        var photo = await Add(host, owner);
        host.Service<AdvisorSetup>().Current = host.Model.Settings(photos: true) with { DayTokens = 1 };

        var (status, problem) = await Look(owner, photo);

        Assert.Equal((HttpStatusCode.TooManyRequests, "advisor_budget"), (status, problem.GetProperty("code").GetString()));
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Look_OnTheCommandLine_TakesTheNewestOrTheOneThatIsNamed()
    {
        await using var host = await QuestionGarden.SayingAsync("""{"findings":["spots"]}""", """{"findings":["healthy"]}""");
        var (directory, fern) = (host.Garden.Gateway.DataDirectory, QuestionGarden.Fern);

        var none = await Run(directory, "care", "look", fern);
        var photo = await Add(host, host.Garden.As(TokenRole.Owner));
        var (exit, newest, _) = await Run(directory, "care", "look", fern, "--language", "de");
        var (_, json, _) = await Run(directory, "care", "look", fern, photo, "--json");
        var other = await Run(directory, "care", "look", fern, "nothere");
        host.Service<AdvisorSetup>().Current = host.Model.Settings(photos: false);
        var off = await Run(directory, "care", "look", fern, photo);

        Assert.Equal((1, 0, 1, 1), (none.Exit, exit, other.Exit, off.Exit));
        Assert.Contains("There is no picture of it", none.Error, StringComparison.Ordinal);
        Assert.StartsWith("Einige Blätter haben Flecken.\nEin Modell hat das Bild angesehen", newest, StringComparison.Ordinal);
        Assert.EndsWith("scripted, 120 tokens\n", newest, StringComparison.Ordinal);
        Assert.Equal("healthy", JsonElement.Parse(json).GetProperty("findings")[0].GetProperty("id").GetString());
        Assert.Contains("has no picture 'nothere'", other.Error, StringComparison.Ordinal);
        Assert.Equal(2, host.Model.Requests.Count);
    }

    [Theory]
    [InlineData("""{"findings":["yellow_leaves"]}""", "yellow_leaves")]
    [InlineData("```json\n{\"findings\":[\"yellow_leaves\"]}\n```", "yellow_leaves")]
    [InlineData("""{"findings":["healthy","flowering"]}""", "healthy flowering")]
    [InlineData("""{"findings":["healthy","spots"]}""", "unsure")]
    [InlineData("""{"findings":["unsure","spots"]}""", "unsure")]
    [InlineData("""{"findings":["root rot, use 5 ml of bleach"]}""", "unsure")]
    [InlineData("""{"findings":[]}""", "unsure")]
    [InlineData("""{"findings":"spots"}""", "unsure")]
    [InlineData("""["spots"]""", "unsure")]
    [InlineData("It has spots.", "unsure")]
    public void Read_OfWhatAModelSaid_IsListedOrUnsure(string said, string findings) =>
        Assert.Equal(findings, string.Join(' ', PhotoLook.Read(said)));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Findings_InALanguage_HaveWordsOfTheirOwn(string language) =>
        Assert.Equal(PhotoFindings.All.Length, PhotoFindings.All.Select(QuestionWords.Of(language).Finding).Distinct().Count());

    /// <summary>Allows pictures, and adds one that says where it was taken.</summary>
    internal static async Task<string> Add(QuestionGarden host, HttpClient owner)
    {
        host.Service<AdvisorSetup>().Current = host.Model.Settings(photos: true);
        using var body = new ByteArrayContent(PhotoStripTests.Jpeg());
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        body.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "evil.jpg" };
        using var answer =
            await owner.PostAsync(new Uri($"/api/v1/plants/{QuestionGarden.Fern}/photos", UriKind.Relative), body, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Look(
        HttpClient client, string photo, string request = "{}")
    {
        using var answer = await client.PostAsync(
            new Uri($"/api/v1/plants/{QuestionGarden.Fern}/photos/{photo}/look", UriKind.Relative),
            new StringContent(request, Encoding.UTF8, "application/json"), Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private static string ImageOf(JsonElement request) => request.GetProperty("messages").EnumerateArray()
        .SelectMany(
            message => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts ? parts.EnumerateArray() : [])
        .Single(part => part.GetProperty("type").GetString() == "image_url").GetProperty("image_url").GetProperty("url")
        .GetString()!.Split(',')[1];
}
