using System.Diagnostics;

namespace PlantOps.Gateway.Tests.CommandLine;

/// <summary>The program as a process of its own.</summary>
internal static class PlantOpsProgram
{
    public static async Task<(int Exit, string Output, string Error)> Run(string dataDirectory, params string[] arguments)
    {
        using var process = Start(dataDirectory, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string dataDirectory, params string[] arguments) =>
        Process.Start(StartInfo(dataDirectory, arguments))!;

    public static ProcessStartInfo StartInfo(string dataDirectory, params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "plantops"), [.. arguments, "--DataDirectory", dataDirectory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
