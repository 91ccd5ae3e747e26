using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class QuestionFactsTests
{
    [Theory]
    [InlineData("difference", "r1 r2", -8.0, "K")]
    [InlineData("mean", "r1 r2", 16.0, "°C")]
    [InlineData("min", "r1 r2", 12.0, "°C")]
    [InlineData("max", "{r1} {r2}", 20.0, "°C")]
    [InlineData("sum", "r3 r3", 80.0, "%")]
    [InlineData("ratio", "r2 r1", 1.6666666666666667, "")]
    [InlineData("days_since", "r1", 2.0, "d")]
    public async Task Compute_OfFacts_IsANewOneThatNamesThem(string op, string references, double value, string unit)
    {
        await using var garden = await AssistantGarden.With(0);
        var facts = Known(garden);

        var (row, problem) = facts.Compute(op, references.Split(' '));
        var again = facts.Compute(op, references.Split(' ')).Row;

        Assert.Null(problem);
        Assert.Equal(("r5", CareFactKind.Derived, unit, again!.Ref), (row!.Ref, row.Kind, row.Unit, row.Ref));
        Assert.Equal(value, facts.Table.Find("r5")!.Value!.Value, 9);
        Assert.Equal(references.Split(' ').Select(one => one.Trim('{', '}')), facts.Of("r5"));
    }

    [Theory]
    [InlineData("mean", "r1 r3", "several units")]
    [InlineData("mean", "r1", "at least two")]
    [InlineData("mean", "r1 r4", "A text has no figure")]
    [InlineData("difference", "r1 r2 r1", "takes two references")]
    [InlineData("ratio", "r1 r9", "no reference r9")]
    [InlineData("days_since", "r1 r2", "takes one reference")]
    [InlineData("days_since", "r4", "takes one reference")]
    public async Task Compute_OfWhatCannotBe_SaysWhy(string op, string references, string said)
    {
        await using var garden = await AssistantGarden.With(0);
        var facts = Known(garden);

        var (row, problem) = facts.Compute(op, references.Split(' '));

        Assert.Null(row);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.Equal(4, facts.Table.All.Count);
    }

    private static QuestionFacts Known(AssistantGarden garden)
    {
        var facts = new QuestionFacts(CareLanguages.English, QuestionWords.Of("en"), garden.Service<AnswerParts>());
        var at = garden.Now - (2 * 24 * 60 * 60 * 1000);
        facts.Add(new CareFact { Name = "coldest", Kind = CareFactKind.Reading, Value = 12, Unit = "°C", At = at });
        facts.Add(new CareFact { Name = "temperature", Kind = CareFactKind.Reading, Value = 20, Unit = "°C", At = at });
        facts.Add(new CareFact { Name = "humidity", Kind = CareFactKind.Reading, Value = 40, Unit = "%" });
        facts.Add(new CareFact { Name = "watering", Kind = CareFactKind.Species, Text = "Often." });
        return facts;
    }
}
