using System.Diagnostics;

namespace PlantOps.Benchmarks.Servers;

/// <summary>A program that is run to its end.</summary>
internal static class Command
{
    /// <summary>What it printed. A program that fails ends the benchmark.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}{await output}");
        }

        return (await output).Trim();
    }
}
