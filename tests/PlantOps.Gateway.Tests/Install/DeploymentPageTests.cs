using PlantOps.Gateway.App;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>What docs/deployment.md tells people to type is either taken by the program, run by a test, or said not to
/// be.</summary>
public sealed class DeploymentPageTests
{
    private const string Program = "plantops ";
    private const string Sudo = "sudo ";

    [Fact]
    public void Commands_OfThePage_AreTakenByTheProgramOrSaidNotToBeTested()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "deployment.md")).Select(line => line.Trim())
            .ToList();
        var taken = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] != "```bash") continue;
            var end = lines.IndexOf("```", i + 1);
            var isExplained = lines.Skip(end + 1).SkipWhile(line => line.Length == 0).First() is var after &&
                (after.StartsWith("*Not run by a test", StringComparison.Ordinal) ||
                    after.StartsWith("*Run by ", StringComparison.Ordinal));
            foreach (var line in lines[(i + 1)..end])
            {
                var command = line.StartsWith(Sudo, StringComparison.Ordinal) ? line[Sudo.Length..] : line;
                if (command.StartsWith(Program, StringComparison.Ordinal))
                {
                    Assert.True(Problems(command[Program.Length..]) is [],
                        $"{line}: {string.Join(' ', Problems(command[Program.Length..]))}");
                    taken++;
                }
                else
                {
                    Assert.True(isExplained, $"Nothing runs this, and the page does not say so: {line}");
                }
            }

            i = end;
        }

        Assert.InRange(taken, 6, 100);
    }

    [Fact]
    public void Commands_WithinText_AreTakenByTheProgram()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deployment.md"));
        var inline = text.Split('`').Where((_, index) => index % 2 == 1)
            .Select(code => code.StartsWith(Sudo, StringComparison.Ordinal) ? code[Sudo.Length..] : code)
            .Where(code => code.StartsWith(Program, StringComparison.Ordinal) && !code.Contains('\n', StringComparison.Ordinal));

        Assert.All(inline, code => Assert.Empty(Problems(code[Program.Length..])));
    }

    private static IReadOnlyList<string> Problems(string arguments)
    {
        string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(arguments)];
        return UsageErrors.Of(PlantOpsCommand.Create([]).Parse(words, PlantOpsCommand.Parser), words);
    }
}
