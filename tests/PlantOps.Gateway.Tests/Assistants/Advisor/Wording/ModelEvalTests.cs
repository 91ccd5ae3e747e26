using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Assistants.Models;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>The cases of <c>tests/care-eval</c> worded by a model on a server, whosever it is.</summary>
public sealed class ModelEvalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Not a test: <c>tests/care-eval/run --address URL --model NAME …</c> prints the score of a real model.</summary>
    [Fact(Explicit = true)]
    public async Task Score_OfAModel_IsPrinted()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var (settings, language, cases) = Asked();
        var score = await ModelEval.RunAsync(settings, language, cases, output.WriteLine, Token);
        output.WriteLine(score.ToString());
        Assert.Null(score.Stopped);
    }

    [Fact]
    public async Task Run_OfAModelThatAnswersAsItShould_WordsEveryCaseAndIsAsRightAsTheRules()
    {
        await using var model =
            await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question, "Its soil and its air tell how it is."));
        var score = await ModelEval.RunAsync(model.Settings, "en", 40, _ => { }, Token);

        Assert.Equal((40, 40, 0, 0, null), (score.Cases, score.Worded, score.Refused, score.Failed, score.Stopped));
        Assert.Equal((score.RightByRules, 40 * 120L), (score.Right, score.Tokens));
        Assert.Contains("worded 40 of 40 (100", score.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutBudget_StopsAndSaysSo()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        var score = await ModelEval.RunAsync(model.Settings with { DayTokens = 1000 }, "en", 40, _ => { }, Token);

        Assert.Equal((0, 0), (score.Cases, score.Worded));
        Assert.Contains("more than the whole budget", score.Stopped, StringComparison.Ordinal);
        Assert.Contains("stopped: ", score.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AdvisorProvider.Openai)]
    [InlineData(AdvisorProvider.Anthropic)]
    [InlineData(AdvisorProvider.Compatible)]
    internal async Task Run_AgainstAimock_SpeaksItsWireFormAndCountsWhatItSays(AdvisorProvider provider)
    {
        await using var peer = await ModelPeer.StartedAsync();
        var address = provider == AdvisorProvider.Anthropic ? peer.Address : new Uri(peer.Address, "/v1");
        var settings = ModelEval.Settings(provider, address, "mock", "sk-secret", 1_000_000);
        var score = await ModelEval.RunAsync(settings, "en", 12, _ => { }, Token);

        // It says of each plan that somebody looks it over: right of some, refused of the others, and then the rules stand.
        Assert.Equal((12, 0, null), (score.Cases, score.Failed, score.Stopped));
        Assert.Equal(12, score.Worded + score.Refused);
        Assert.True(score.Refused > 0 && score.Tokens > 0, score.ToString());
        Assert.Equal(score.RightByRules, score.Right);
    }

    private static (AdvisorSettings Settings, string Language, int Cases) Asked()
    {
        var provider = Enum.Parse<AdvisorProvider>(Of("PROVIDER") ?? "compatible", ignoreCase: true);
        var key = Of("KEY_FILE") is { } file ? File.ReadAllText(file).Trim() : null;
        var address = Of("ADDRESS") is { } text ? new Uri(text) : null;
        var tokens = long.Parse(Of("TOKENS") ?? "2000000", null);
        var settings = ModelEval.Settings(provider, address, Of("MODEL") ?? string.Empty, key, tokens);
        return (settings, Of("LANGUAGE") ?? "en", int.Parse(Of("CASES") ?? "10000", null));

        static string? Of(string name) =>
            Environment.GetEnvironmentVariable($"CARE_EVAL_{name}") is { Length: > 0 } value ? value : null;
    }
}
