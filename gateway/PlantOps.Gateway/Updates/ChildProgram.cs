using System.Diagnostics;

namespace PlantOps.Gateway.Updates;

/// <summary>Another program, run to its end or to a limit of time.</summary>
internal static class ChildProgram
{
    /// <returns>Its exit code, and what it wrote; -1 where it did not end in time or could not be started.</returns>
    public static async Task<(int Exit, string Output)> Run(
        TimeSpan patience, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return (process.ExitCode, process.ExitCode == 0 ? await output : await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return (-1, $"It did not end within {patience.TotalSeconds:0} seconds.");
            }
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, exception.Message);
        }
    }
}
