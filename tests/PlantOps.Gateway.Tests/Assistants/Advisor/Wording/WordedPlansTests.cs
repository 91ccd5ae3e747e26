using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>Plans in a model's words, from the model to whoever reads them.</summary>
public sealed partial class WordedPlansTests
{
    // In the middle of a month: the season is of what a plan says.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 10, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Get_PlanThatAModelWorded_HasItsReasonsWithFiguresOfFactsAndTheRulesActions()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();

        var before = await garden.Plan(id);
        await garden.Round();
        var plan = await garden.Plan(id);

        Assert.Equal(("rules", "pending"), (Text(before, "source"), Text(before.GetProperty("advisor"), "state")));
        Assert.Equal(
            ("advisor", "scripted", 120), (Text(plan, "source"), Text(plan, "model"), plan.GetProperty("tokens").GetInt32()));
        Assert.Equal("Water it. It wants care, as its soil and its leaves show.", Text(plan, "summary"));
        Assert.Equal("Is its pot in the sun?", Assert.Single(plan.GetProperty("questions").EnumerateArray()).GetString());
        var (rules, worded) = (Items(before), Items(plan));
        Assert.Equal(rules.Select(item => Text(item, "text")).Order(), worded.Select(item => Text(item, "text")).Order());
        var water = worded.Single(item => Text(item, "id") == "water-now");
        Assert.Matches("^It does so for a good reason, at [0-9.]+ %\\.$", Text(water, "why"));
    }

    [Fact]
    public async Task Page_OfAPlanThatAModelWorded_LinksEachFigureToItsFact()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);

        var page = await garden.Page($"/plants/{id}");
        var week = await garden.Page("/care");

        Assert.Matches(
            $"good reason, at <a href=\"/plants/{id}\\?metric=soil_moisture&amp;days=7\" title=\"soil moisture\">[0-9.]+(\u00A0|&#xA0;)%</a>\\.", page);
        Assert.Contains("Reasons worded by scripted", page, StringComparison.Ordinal);
        Assert.Contains("its leaves show.", page, StringComparison.Ordinal);
        Assert.Matches("good reason, at <a href=", week);
    }

    [Fact]
    public async Task Care_OverMcp_SaysWhoseWordsTheyAre()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);

        var answer = await garden.Owner.Answer("plant_care", $$"""{"plant":"{{id}}"}""");

        Assert.Equal(("advisor", "scripted"), (Text(answer, "source"), Text(answer, "model")));
        Assert.StartsWith("Water it. It wants care", Text(answer, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnswerThatIsRefused_IsRepairedOnceWithItsFaults()
    {
        await using var model = await ScriptedModel.StartedAsync(question => question.IsRepair
            ? ModelAnswer.Good(question)
            : ModelAnswer.Good(question, "It is at twelve percent."));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);

        Assert.Equal(2, model.Asked.Count);
        Assert.Contains("is a number word", model.Asked.Last(), StringComparison.Ordinal);
        Assert.Equal(240, (await garden.Plan(id)).GetProperty("tokens").GetInt32());
    }

    [Fact]
    public async Task Run_AnswersThatAreRefusedTwice_LeaveTheRulesPlanAndAreNotAskedAgain()
    {
        await using var model =
            await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question, "It is at twelve percent."));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);
        var plan = await garden.Plan(id);
        await garden.Pass(TimeSpan.FromHours(5));

        Assert.Equal("refused", Text(plan.GetProperty("advisor"), "state"));
        Assert.Equal("rules", Text(plan, "source"));
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("model").ValueKind);
        Assert.Equal("What the model said did not pass the checks.", Text(plan.GetProperty("advisor"), "reason"));
        Assert.Equal(2, model.Asked.Count);
    }

    [Fact]
    public async Task Run_ProviderThatDoesNotAnswer_IsLeftAloneForAWhileAndAskedAgain()
    {
        var isUp = false;
        await using var model = await ScriptedModel.StartedAsync(question =>
            isUp ? ModelAnswer.Good(question) : new ModelAnswer(string.Empty) { Status = 500 });
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);
        isUp = true;
        await garden.Round();
        var meanwhile = await garden.Plan(id);
        await garden.Pass(WordingService.PauseTime);

        Assert.Equal("unreachable", Text(meanwhile.GetProperty("advisor"), "state"));
        Assert.Equal("The model does not answer.", Text(meanwhile.GetProperty("advisor"), "reason"));
        Assert.Equal("fresh", Text((await garden.Plan(id)).GetProperty("advisor"), "state"));
    }

    [Fact]
    public async Task Run_ProviderThatRefusedTheKey_IsAskedAtOnceWhereItsOwnerHasMendedThat()
    {
        var isGood = false;
        await using var model = await ScriptedModel.StartedAsync(question =>
            isGood ? ModelAnswer.Good(question) : new ModelAnswer(string.Empty) { Status = 401 });
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);

        isGood = true;
        garden.Host.Service<AdvisorSetup>().Current = model.Settings with { ApiKey = "sk-another" };
        await garden.Round();
        await garden.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("fresh", Text((await garden.Plan(id)).GetProperty("advisor"), "state"));
    }

    [Fact]
    public async Task Of_AdvisorThatWasTurnedOff_LeavesTheRulesWords()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);

        garden.Host.Service<AdvisorSetup>().Current = new AdvisorSettings();
        var plan = await garden.Plan(id);

        Assert.Equal(("rules", "off"), (Text(plan, "source"), Text(plan.GetProperty("advisor"), "state")));
        Assert.DoesNotContain("leaves show", plan.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FiftyQuietPlantsForAWeek_AsksNothing()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        for (var i = 0; i < 50; i++) await garden.Plan(await garden.Host.Add($"Quiet {i}"));
        for (var round = 0; round < 4; round++) await garden.Round();
        var first = model.Asked.Count;

        for (var hour = 0; hour < (7 * 24) - 3; hour += 3) await garden.Pass(TimeSpan.FromHours(3));

        Assert.Equal((50, 50), (first, model.Asked.Count));
    }

    [Fact]
    public async Task Run_PlanThatSaysSomethingElse_IsWordedAnew()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();
        await garden.Worded(id);
        await garden.Pass(TimeSpan.FromMinutes(1));
        garden.Host.Service<PlantJournal>().Write(id, new JournalRequest { Kind = JournalKind.Watered }, "Ada");

        Assert.Equal("pending", Text((await garden.Plan(id)).GetProperty("advisor"), "state"));
        await garden.Round();
        Assert.Single(model.Asked);
        await garden.Pass(TimeSpan.FromHours(6));
        Assert.Equal("fresh", Text((await garden.Plan(id)).GetProperty("advisor"), "state"));
        Assert.Equal(2, model.Asked.Count);
    }

    [Fact]
    public async Task Ask_TextsOfPeople_StandUnderUntrustedAloneAndAreCut()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern("Trojan fern");
        garden.Host.Service<PlantJournal>().Write(
            id, new JournalRequest { Kind = JournalKind.Note, Text = "Trojan " + new string('x', 600) }, "Trojan");
        await garden.Worded(id);

        var asked = JsonElement.Parse(model.Asked.First()).GetProperty("messages");
        var plan = new ModelQuestion(JsonElement.Parse(model.Asked.First())).Plan;
        var untrusted = plan.GetProperty("untrusted");
        Assert.DoesNotContain("Trojan", asked[0].GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, Trojans().Count(plan.GetRawText()));
        Assert.Equal(2, Trojans().Count(untrusted.GetRawText()));
        Assert.Equal(500, untrusted.GetProperty("journal")[0].GetString()!.Length);
        Assert.Equal(
            ["ref", "label", "value", "unit", "at"], plan.GetProperty("facts")[0].EnumerateObject().Select(field => field.Name));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static JsonElement[] Items(JsonElement plan) => [.. plan.GetProperty("items").EnumerateArray()];

    [GeneratedRegex("Trojan")]
    private static partial Regex Trojans();
}
