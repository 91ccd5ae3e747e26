using Microsoft.Extensions.Time.Testing;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

public sealed class WordingCommandTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 10, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Show_OfAWordedPlan_SaysWhoseWordsTheyAreAndWhatTheModelAsks()
    {
        await using var model = await ScriptedModel.StartedAsync(question => ModelAnswer.Good(question));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var id = await garden.Fern();

        var (_, before, _) = await Run(garden.DataDirectory, "care", "show", id);
        await garden.Worded(id);
        var (exit, after, _) = await Run(garden.DataDirectory, "care", "show", id);
        var (_, german, _) = await Run(garden.DataDirectory, "care", "show", id, "--language", "de");

        Assert.Contains("By rules: The model was not asked about this yet.", before, StringComparison.Ordinal);
        Assert.Equal(0, exit);
        Assert.Contains("Water it.", after, StringComparison.Ordinal);
        Assert.Contains("It wants care, as its soil and its leaves show.", after, StringComparison.Ordinal);
        Assert.Matches(@"It does so for a good reason, at [0-9.]+ %\.", after);
        Assert.DoesNotContain('{', after);
        Assert.Contains("The model asks: Is its pot in the sun?", after, StringComparison.Ordinal);
        Assert.Contains("Worded by scripted, 120 tokens.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("By rules", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Worded by", german, StringComparison.Ordinal);
    }
}
