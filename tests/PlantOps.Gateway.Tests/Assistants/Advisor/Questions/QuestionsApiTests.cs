using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class QuestionsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_AnsweredWithReferences_ShowsTheStoredFiguresAndWhereTheyAreFrom()
    {
        await using var host = await QuestionGarden.DoingAsync(request => ScriptedReply.Say(ScriptedModel.Answer(
            $"Its soil is at {{{request.RefOf("soil moisture")}}} and should be at least {{{request.RefOf("soil moisture at least")}}}: water it.")));
        host.Measure();

        var events = await host.Ask("Is it too dry?");
        var (name, answer) = events[^1];
        var fact = answer.GetProperty("facts").EnumerateObject()
            .Single(one => one.Value.GetProperty("name").GetString() == "soil_moisture");
        var part = answer.GetProperty("parts").EnumerateArray().Single(one => one.GetProperty("ref").GetString() == fact.Name);

        Assert.Equal("answer", name);
        Assert.Equal(["thinking", "checking"], events.SkipLast(1).Select(one => one.Data.GetProperty("step").GetString()));
        Assert.All(events.SkipLast(1), one => Assert.Equal("delta", one.Event));
        Assert.Equal("advisor", answer.GetProperty("source").GetString());
        Assert.Equal(("scripted", 120), (answer.GetProperty("model").GetString(), answer.GetProperty("tokens").GetInt32()));
        Assert.Matches(
            @"^Its soil is at 20(\.\d)? % and should be at least \d+ %: water it\.$", answer.GetProperty("text").GetString());
        Assert.Equal("reading", fact.Value.GetProperty("kind").GetString());
        Assert.NotEqual(JsonValueKind.Null, fact.Value.GetProperty("device").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, fact.Value.GetProperty("seq").ValueKind);
        Assert.StartsWith("20", part.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WithEveryTool_AnswersByWhatTheySaid()
    {
        string[] calls =
        [
            "latest_values", """history {"period":"day"}""", """history {"metric":"soil_moisture","period":"week"}""", "journal",
            "species", ];
        await using var host = await QuestionGarden.DoingAsync(request =>
        {
            if (request.Number == 0) return new ScriptedReply { Calls = [.. calls.Select(Parsed)] };
            var history = JsonElement.Parse(request.ToolAnswers[2]).GetProperty("facts");
            var (lowest, highest) = (history[0].GetProperty("ref").GetString()!, history[1].GetProperty("ref").GetString()!);
            if (request.Number == 1)
                return ScriptedReply.Call("compute", $$"""{"op":"difference","refs":["{{highest}}","{{lowest}}"]}""");
            var difference = JsonElement.Parse(request.ToolAnswers[^1]).GetProperty("facts")[0].GetProperty("ref").GetString();
            return ScriptedReply.Say(
                ScriptedModel.Answer($"It fell from {{{highest}}} to {{{lowest}}}, which is {{{difference}}} less."));
        });
        host.Measure();
        host.Garden.Note(QuestionGarden.Fern, "A new leaf.");

        var events = await host.Ask("How was it lately?");
        var answer = events[^1].Data;
        var tools = new ScriptedRequest(host.Model.Requests.Last(), 0).ToolAnswers;

        Assert.Equal("It fell from 60 % to 20 %, which is 40 % less.", answer.GetProperty("text").GetString());
        var derived = answer.GetProperty("facts").EnumerateObject()
            .Single(one => one.Value.GetProperty("kind").GetString() == "derived");
        Assert.Equal(2, derived.Value.GetProperty("of").GetArrayLength());
        Assert.Equal(
            ["thinking", "latest", "history_day", "history_week", "journal", "species", "compute", "checking"],
            events.SkipLast(1).Select(one => one.Data.GetProperty("step").GetString()));
        Assert.All(tools, tool => Assert.False(JsonElement.Parse(tool).TryGetProperty("error", out _), tool));
        Assert.All(tools, tool => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(tool), 10, 4096));
        Assert.Contains(
            "A new leaf.", tools[3][tools[3].IndexOf("untrusted", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Its soil is at 20 %.")]
    [InlineData("Water it twice.")]
    [InlineData("See https://plants.example for more.")]
    [InlineData("Its soil is at {r999}.")]
    public async Task Ask_AnsweredWithWhatDoesNotPass_AsksOnceMoreThenAnswersByRules(string text)
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer(text));
        host.Measure();

        var events = await host.Ask("Is it too dry?");
        var answer = events[^1].Data;

        Assert.Equal(("answer", "rules"), (events[^1].Event, answer.GetProperty("source").GetString()));
        Assert.StartsWith("No answer passed the checks.", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("Water it.", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("again", events.SkipLast(1).Select(one => one.Data.GetProperty("step").GetString()));
        Assert.Equal((2, 240), (host.Model.Requests.Count, answer.GetProperty("tokens").GetInt32()));
        Assert.DoesNotContain(text, answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_RepairedOnce_IsAnswered()
    {
        await using var host = await QuestionGarden.SayingAsync(
            ScriptedModel.Answer("Water it in 3 days."), "```json\n" + ScriptedModel.Answer("Water it soon.") + "\n```");

        var answer = await host.Answer("When do I water?");

        Assert.Equal(
            ("advisor", "Water it soon."), (answer.GetProperty("source").GetString(), answer.GetProperty("text").GetString()));
        Assert.Contains("thrown away", host.Model.Requests.ElementAt(1).GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Openai", true)]
    [InlineData("Compatible", false)]
    public async Task Ask_OfAProvider_SendsTheFormBesideTheToolsWhereItTakesBoth(string provider, bool takesBoth)
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer("Look at its leaves."));
        host.Service<AdvisorSetup>().Current = host.Model.Settings() with
        {
            Provider = Enum.Parse<AdvisorProvider>(provider), AllowLocalTargets = true,
        };

        await host.Answer("How is it?");
        var request = Assert.Single(host.Model.Requests);

        Assert.Equal(5, request.GetProperty("tools").GetArrayLength());
        Assert.Equal(takesBoth, request.TryGetProperty("response_format", out _));
        Assert.True(request.TryGetProperty("max_completion_tokens", out _) || request.TryGetProperty("max_tokens", out _));
    }

    [Fact]
    public async Task Ask_OfAModelThatOnlyCalls_EndsAfterFourTurnsAndTwelveCalls()
    {
        await using var host = await QuestionGarden.DoingAsync(_ => new ScriptedReply
        {
            Calls = [.. Enumerable.Repeat(("history", """{"period":"week"}"""), 5)],
        });
        host.Measure();

        var answer = await host.Answer("How is it?");
        var tools = new ScriptedRequest(host.Model.Requests.Last(), 0).ToolAnswers;

        Assert.Equal("rules", answer.GetProperty("source").GetString());
        Assert.Equal(5, host.Model.Requests.Count);
        Assert.Equal(12, tools.Count(tool => !tool.Contains("too many calls", StringComparison.Ordinal)));
        Assert.Contains("answer now", tools[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is it poisonous for my cat?", "en", "Cats and dogs:")]
    [InlineData("Ist sie giftig für Hunde?", "de", "Katzen und Hunde:")]
    [InlineData("May I eat its leaves?", "en", "can be eaten is not known here")]
    [InlineData("How much fertiliser does it need?", "en", "keep to what its package says")]
    [InlineData("Wie viel Dünger braucht sie?", "de", "Halte dich an die Packung")]
    public async Task Ask_OfPoisonDosesOrEating_IsAnsweredByFixedSentencesAndNoModel(string text, string language, string said)
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer("It is fine."));

        var answer = await host.Answer(text, $$"""{"language":"{{language}}"}""");
        host.Service<AdvisorSetup>().Current = new AdvisorSettings();
        var withoutModel = await host.Answer(text, $$"""{"language":"{{language}}"}""");

        Assert.Equal("template", answer.GetProperty("source").GetString());
        Assert.Contains(said, answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(answer.GetProperty("text").GetString(), withoutModel.GetProperty("text").GetString());
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Ask_WhereTheModelSaysWhatItTouches_PutsTheFixedSentencesBeside()
    {
        await using var host =
            await QuestionGarden.SayingAsync(ScriptedModel.Answer("Move it out of reach.", "toxicity", "doses"));

        var text = (await host.Answer("Where do I put it?")).GetProperty("text").GetString()!;

        Assert.StartsWith("Move it out of reach.\n", text, StringComparison.Ordinal);
        Assert.Contains("Cats and dogs:", text, StringComparison.Ordinal);
        Assert.Contains("keep to what its package says", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_WithEarlierQuestions_TellsThemAndKeepsNothing()
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer("Because its leaves hang."));
        var earlier = new JsonObject
        {
            ["earlier"] = new JsonArray(new JsonObject { ["text"] = "Is it well?", ["answer"] = "It is dry: 20 %." }),
        };

        await host.Answer("Why?", earlier.ToJsonString());
        await host.Answer("And now?");
        var asked = host.Model.Requests.Select(request => new ScriptedRequest(request, 0).Case).ToList();

        Assert.Equal("Is it well?", asked[0].GetProperty("earlier")[0].GetProperty("text").GetString());
        Assert.False(asked[1].TryGetProperty("earlier", out _));
        var noted = host.Service<AuditLog>().Read(null, 10).Where(entry => entry.What == "plant.ask").ToList();
        Assert.Equal(2, noted.Count);
        Assert.All(noted, entry => Assert.Equal((QuestionGarden.Fern, "advisor"), (entry.Target, entry.Details)));
    }

    [Theory]
    [InlineData("""{"text":""}""", "text")]
    [InlineData("""{"text":"a\u202eb"}""", "text")]
    [InlineData("""{"text":"Why?","language":"fr"}""", "language")]
    [InlineData(
        """{"text":"Why?","earlier":[{"text":"a","answer":"b"},{"text":"a","answer":"b"},{"text":"a","answer":"b"},{"text":"a","answer":"b"}]}""", "earlier")]
    [InlineData("""{"text":"Why?","earlier":[null]}""", "earlier")]
    public async Task Ask_WithWhatCannotBe_SaysWhatIsWrong(string request, string field)
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer("Yes."));
        using var client = host.Garden.As(TokenRole.Waters);

        using var answer = await client.PostAsync(
            new Uri($"/api/v1/plants/{QuestionGarden.Fern}/questions", UriKind.Relative),
            new StringContent(request, System.Text.Encoding.UTF8, "application/json"), Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Ask_WithoutAModel_IsRefused()
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer("Yes."));
        host.Service<AdvisorSetup>().Current = new AdvisorSettings();
        using var client = host.Garden.As(TokenRole.Owner);

        var (status, problem) = await Post(client, QuestionGarden.Fern);
        var (missing, _) = await Post(client, "pl-nothere");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (status, missing));
        Assert.Equal("advisor_off", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Ask_OfAProviderThatRefuses_IsAnErrorWithoutItsWords()
    {
        await using var host = await QuestionGarden.DoingAsync(_ => new ScriptedReply { Status = 401 });

        var (name, error) = (await host.Ask("Is it well?"))[^1];

        Assert.Equal(("error", "advisor_unreachable"), (name, error.GetProperty("code").GetString()));
        Assert.DoesNotContain("script", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_MoreThanTwoAtATime_IsRefusedUntilOneIsAnswered()
    {
        var answers = new TaskCompletionSource();
        await using var host = await QuestionGarden.DoingAsync(_ =>
            ScriptedReply.Say(ScriptedModel.Answer("Look at its leaves.")) with { Wait = answers.Task });
        using var client = host.Garden.As(TokenRole.Waters);
        var first = QuestionGarden.Ask(client, QuestionGarden.Fern, "Is it well?");
        var second = QuestionGarden.Ask(client, QuestionGarden.Fern, "Is it well?");
        await Eventually.IsAsync(() => host.Model.Requests.Count == 2);

        var (status, problem) = await Post(client, QuestionGarden.Fern);
        answers.SetResult();
        await Task.WhenAll(first, second);
        var third = await QuestionGarden.Ask(client, QuestionGarden.Fern, "Is it well?");

        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_questions"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal("answer", third[^1].Event);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Problem)> Post(HttpClient client, string plant)
    {
        using var answer = await client.PostAsJsonAsync(
            new Uri($"/api/v1/plants/{plant}/questions", UriKind.Relative), new { text = "Is it well?" }, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private static (string Name, string Arguments) Parsed(string call) =>
        call.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (call[..at], call[(at + 1)..]) : (call, "{}");
}
