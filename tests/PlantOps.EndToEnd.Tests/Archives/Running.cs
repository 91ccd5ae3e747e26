using System.Diagnostics;
using System.Globalization;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>A program that runs and may be interrupted or killed.</summary>
internal sealed class Running : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public Running(string program, IEnumerable<string> arguments)
    {
        _process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL, unless it has ended by itself.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public Task InterruptAsync() => Finished.RunAsync("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>
    /// SIGTERM, which a program hears also where who started it has it ignore Ctrl-C, as a shell does in the background.
    /// </summary>
    public Task TerminateAsync() => Finished.RunAsync("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);

    public async Task<Finished> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return new Finished(_process.ExitCode, await _output, await _error);
    }

    /// <summary>
    /// Ends it where the test has not: nobody else can, and why the test fails is not to be hidden by what it does.
    /// </summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit(Patience);
        _process.Dispose();
    }
}
