using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

/// <summary>Questions when what the model may cost is spent: before the first word, and behind it.</summary>
public sealed class QuestionBudgetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_WithoutBudget_IsRefusedUntilItOpensAndBeginsNoStream()
    {
        await using var host = await QuestionGarden.SayingAsync(ScriptedModel.Answer("Yes."));
        Spend(host);
        using var client = host.Garden.As(TokenRole.Waters);

        using var answer = await client.PostAsync(
            new Uri($"/api/v1/plants/{QuestionGarden.Fern}/questions", UriKind.Relative),
            JsonContent.Create(new { text = "Is it dry?", language = "de" }), Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("advisor_budget", problem.GetProperty("code").GetString());
        Assert.StartsWith(
            "Was das Modell vorerst kosten darf", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalDays, 0, 1);
        Assert.True(problem.GetProperty("opens_at").GetInt64() > host.Garden.Now);
        Assert.Empty(host.Model.Requests);
    }

    [Fact]
    public async Task Ask_WhoseBudgetEndsInTheMiddle_IsAnErrorOfTheStream()
    {
        QuestionGarden? host = null;
        await using var garden = host = await QuestionGarden.DoingAsync(_ =>
        {
            Spend(host!);
            return ScriptedReply.Call("latest_values");
        });

        var events = await garden.Ask("Is it dry?");

        Assert.Equal(["delta", "delta", "error"], events.Select(one => one.Event));
        Assert.Equal("advisor_budget", events[^1].Data.GetProperty("code").GetString());
        Assert.True(events[^1].Data.GetProperty("opens_at").GetInt64() > garden.Garden.Now);
    }

    // As if that much had been asked on this day: it opens again with the next.
    private static void Spend(QuestionGarden host)
    {
        const int Spent = 30_000;
        host.Service<AdvisorBudget>().Reserve(host.Model.Settings(), new TokenCount(Spent, 0), AdvisorUse.Question).Dispose();
        host.Service<AdvisorSetup>().Current = host.Model.Settings() with { DayTokens = Spent + 1000 };
    }
}
