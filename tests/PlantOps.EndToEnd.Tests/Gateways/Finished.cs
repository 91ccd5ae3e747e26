using System.Diagnostics;
using PlantOps.Gateway.Tests.Logs;

namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>What a program that ran to its end said.</summary>
internal sealed record Finished(int ExitCode, string Output, string Error)
{
    public static async Task<Finished> RunAsync(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(deadline.Token);
        var finished = new Finished(process.ExitCode, await output, await error);
        var log = ServerLog.Shared("programs that ran");
        log.Add($"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {finished.ExitCode}");
        var said = $"{finished.Output}{finished.Error}";
        foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries)) log.Add($"  {line}");
        return finished;
    }
}
