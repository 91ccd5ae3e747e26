using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Tests.Care;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>
/// The cases of <c>tests/care-eval</c> with a model that words them, whatever it says: never worse than the rules.
/// </summary>
public sealed class WordedEvalTests
{
    private const int ChaosRequests = 1000;

    private static readonly Dictionary<string, SpeciesProfile> Species = SpeciesFile.BuiltIn()
        .ToDictionary(profile => profile.Id);
    private static readonly List<(EvalCase Case, CarePlan Plan)> Cases =
        [.. EvalCase.All().Select(one => (one, CarePlanner.Plan(one.Inputs(Species)) with { Version = 1 }))];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 10, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Word_EveryCaseByAGoodModel_IsTakenAndAsRightAsTheRules(string language)
    {
        await using var model = await ScriptedModel.StartedAsync(Good);
        var (worded, worse) = await Graded(model, language);

        Assert.Empty(worse);
        Assert.Equal(Cases.Count, worded);
    }

    [Fact]
    public async Task Word_EveryCaseByABadModel_IsAsRightAsTheRules()
    {
        var turn = 0;
        await using var model = await ScriptedModel.StartedAsync(question => Bad(question, Interlocked.Increment(ref turn)));
        var (worded, worse) = await Graded(model, "en");

        Assert.Empty(worse);
        Assert.InRange(worded, 1, Cases.Count / 2);
    }

    [Fact]
    public async Task Word_ProviderThatRefusesBreaksOffAndStammers_LeavesACheckedWordingOrTheRules()
    {
        var random = new Random(18);
        await using var model = await ScriptedModel.StartedAsync(question =>
        {
            int luck, turn;
            lock (random) (luck, turn) = (random.Next(100), random.Next());
            return luck switch
            {
                < 20 => new ModelAnswer(string.Empty) { Status = 429 },
                < 30 => Good(question) with { IsCut = true },
                < 40 => Good(question) with { IsMalformed = true },
                < 60 => Bad(question, turn),
                _ => Good(question),
            };
        });
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var (worder, advised) = (garden.Host.Service<PlanWorder>(), garden.Host.Service<AdvisedPlans>());
        var (worded, refused, failed) = (0, 0, 0);
        for (var i = 0; model.Asked.Count < ChaosRequests; i++)
        {
            var (_, plan) = Cases[i % Cases.Count];
            plan = plan with { PlantId = $"pl-{i}", Digest = $"{i}" };
            try
            {
                var word = worder.Word(plan, PlantOf(plan), CareLanguages.English, Token);
                await garden.Settled(word);
                var kept = await word;
                advised.Keep(kept);
                if (kept.Wording is null) refused++;
                else worded++;
            }
            catch (AdvisorException exception)
            {
                Assert.Equal(AdvisorException.Unreachable, exception.Code);
                failed++;
            }

            AssertChecked(plan, CareMapper.View(plan, CareLanguages.English, advised));
        }

        Assert.True(worded > 100 && refused > 20 && failed > 100, $"{worded} worded, {refused} refused, {failed} failed.");
    }

    private async Task<(int Worded, List<string> Worse)> Graded(ScriptedModel model, string language)
    {
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var (worder, advised) = (garden.Host.Service<PlanWorder>(), garden.Host.Service<AdvisedPlans>());
        var words = CareLanguages.Of(language);
        var worded = 0;
        var worse = new List<string>();
        for (var i = 0; i < Cases.Count; i++)
        {
            var (one, plan) = Cases[i];
            plan = plan with { PlantId = $"pl-{i}" };
            advised.Keep(await worder.Word(plan, PlantOf(plan), words, Token));
            var text = new CareText(plan, words, wording: advised.Of(plan, language));
            var view = CareMapper.View(plan, words, advised);
            if (view.Source == "advisor") worded++;
            AssertChecked(plan, view);
            var said = EvalGrade.Of(one, plan with { Items = [.. text.Items] });
            if (EvalGrade.Of(one, plan).IsRight && !said.IsRight) worse.Add(said.ToString());
        }

        return (worded, worse);
    }

    /// <summary>Whoever worded it: the rules' actions, each once, what is due first, and no figure that is no fact's.</summary>
    private static void AssertChecked(CarePlan plan, CarePlanView view)
    {
        var rules = new CareText(plan, CareLanguages.Of(view.Language));
        Assert.Equal(plan.Items.Select(item => (item.Id, rules.Advice(item))).Order(),
            view.Items.Select(item => (item.Id, item.Text)).Order());
        var isDue = view.Items.Select(item => item.From <= plan.MadeAt).ToList();
        Assert.Equal(isDue.OrderDescending(), isDue);
        Assert.StartsWith(rules.Summary, view.Summary, StringComparison.Ordinal);
        if (view.Source == "advisor")
            Assert.DoesNotContain(
                string.Concat(view.Items.Select(item => item.Why)) + view.Summary, sign => sign is '{' or '}' or '<');
        Assert.Equal(rules.Safety, view.Safety);
    }

    private static ModelAnswer Good(ModelQuestion question)
    {
        var items = question.Plan.GetProperty("items").EnumerateArray().Reverse().Select(item =>
            $$"""{"candidate":"{{item.GetProperty("candidate").GetString()}}","why":"Das sagen die Messwerte{{RefsOf(item)}}."}""");
        return new ModelAnswer(
            $$"""{"summary":"Its soil and its air tell how it is.","items":[{{string.Join(',', items)}}],"questions":[]}""");
    }

    private static string RefsOf(JsonElement item) =>
        string.Concat(item.GetProperty("refs").EnumerateArray().Select(known => $" und {{{known.GetString()}}}"));

    /// <summary>Each time something else is wrong; now and then nothing is.</summary>
    private static ModelAnswer Bad(ModelQuestion question, int turn)
    {
        var good = Good(question).Text;
        return (turn % 11) switch
        {
            0 => new ModelAnswer(good),
            1 => new ModelAnswer(good.Replace("Its soil", "Its soil is at 12 % and", StringComparison.Ordinal)),
            2 => new ModelAnswer(good.Replace("Its soil", "Its soil is at twelve and", StringComparison.Ordinal)),
            3 => new ModelAnswer(good.Replace("sagen", "sagen morgen um acht", StringComparison.Ordinal)),
            4 => new ModelAnswer(
                good.Replace(
                    "\"items\":[{", "\"items\":[{\"candidate\":\"burn-it\",\"why\":\"Why not.\"},{", StringComparison.Ordinal)),
            5 => new ModelAnswer("""{"summary":"It is well.","items":[],"questions":["Is it?"]}"""),
            6 => new ModelAnswer(good[..^3]),
            7 => new ModelAnswer(good.Replace("Its soil", "Do not water or feed it; its soil", StringComparison.Ordinal)
                .Replace("questions\":[", "questions\":[\"It is safe for cats.\"", StringComparison.Ordinal)),
            8 => new ModelAnswer(good.Replace("Das sagen", "{r99} sagen", StringComparison.Ordinal)
                .Replace("Its soil", "{r99}", StringComparison.Ordinal)),
            9 => new ModelAnswer("I would rather write prose."),
            _ => new ModelAnswer(good.Replace("tell how", "tell <b>how</b>", StringComparison.Ordinal)),
        };
    }

    private Plant PlantOf(CarePlan plan) =>
        new() { Id = plan.PlantId, Name = "A plant", CreatedAt = _time.GetUtcNow().ToUnixTimeMilliseconds() };
}
