using System.Diagnostics;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Tests.CommandLine;

/// <summary>What a shell completes once the script is loaded.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("plantops dev", "device")]
    [InlineData("plantops device l", "list")]
    [InlineData("plantops plant add Fern --sp", "--species")]
    [InlineData("plantops channel add te", "telegram")]
    [InlineData("plantops serve --Http:P", "Port")]
    public async Task Bash_OfABeginning_CompletesIt(string line, string expected)
    {
        // As bash calls it: the function that the script names, with the line and where the cursor is.
        var script =
            """
            PATH="$1:$PATH"
            eval "$(plantops completion bash)"
            COMP_WORDBREAKS=$' \t\n"=:'
            COMP_LINE=$2 COMP_POINT=${#2} COMP_CWORD=0 COMP_WORDS=()
            _plantops
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.Contains(expected, (await Run("bash", "-c", script, "bash", AppContext.BaseDirectory, line)).Split('\n'));
    }

    [Fact]
    public async Task Zsh_Script_NamesItsCommand() =>
        Assert.StartsWith("#compdef plantops",
            await Run(Path.Combine(AppContext.BaseDirectory, CommandNames.Program), "completion", "zsh"),
            StringComparison.Ordinal);

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
