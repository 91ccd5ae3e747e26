using System.Text.Json;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class QuestionCommandTests
{
    [Fact]
    public async Task Ask_OnTheCommandLine_SaysWhatIsDoneBesideTheAnswer()
    {
        await using var host = await QuestionGarden.DoingAsync(request => ScriptedReply.Say(ScriptedModel.Answer(
            $"Its soil is at {{{request.RefOf("soil moisture")}}}.")));
        host.Measure();

        var (exit, answer, meanwhile) =
            await Run(host.Garden.Gateway.DataDirectory, "care", "ask", QuestionGarden.Fern, "Is it dry?");
        var (_, json, _) =
            await Run(host.Garden.Gateway.DataDirectory, "care", "ask", QuestionGarden.Fern, "Is it dry?", "--json");
        var (_, poison, _) = await Run(
            host.Garden.Gateway.DataDirectory, "care", "ask", QuestionGarden.Fern, "Ist sie giftig?", "--language", "de");

        Assert.Equal(0, exit);
        Assert.Matches(@"^Its soil is at 20(\.\d)? %\.\n", answer);
        Assert.Contains("scripted, 120 tokens", answer, StringComparison.Ordinal);
        Assert.Equal("Thinking …\nChecking the answer …\n", meanwhile);
        Assert.Equal("advisor", JsonElement.Parse(json).GetProperty("source").GetString());
        Assert.StartsWith("Katzen und Hunde:", poison, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ThatIsNotAnswered_SaysWhyAndFails()
    {
        await using var host = await QuestionGarden.DoingAsync(_ => new ScriptedReply { Status = 401 });

        var refused = await Run(host.Garden.Gateway.DataDirectory, "care", "ask", QuestionGarden.Fern, "Is it dry?");
        var missing = await Run(host.Garden.Gateway.DataDirectory, "care", "ask", "pl-nothere", "Is it dry?");

        Assert.Equal((1, 1, ""), (refused.Exit, missing.Exit, refused.Output));
        Assert.Contains("provider did not answer. (advisor_unreachable)", refused.Error, StringComparison.Ordinal);
        Assert.Contains("There is no plant 'pl-nothere'", missing.Error, StringComparison.Ordinal);
    }
}
