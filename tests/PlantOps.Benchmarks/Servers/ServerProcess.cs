using System.Diagnostics;
using System.Text;

namespace PlantOps.Benchmarks.Servers;

/// <summary>A process that runs until it is asked to end, with what it said.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public ServerProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // It is for the load generator: a gateway runs as its users run it.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Looks again and again, every few milliseconds, until it is so.</summary>
    public async Task WaitUntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await isSo())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}: {Output}");
            if (deadline.IsCancellationRequested) throw new TimeoutException($"{what}: not after {Patience}. {Output}");
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Asks it to end and waits; one that does not end is killed, and that is an error.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_process.StartInfo.FileName} ended by itself: {Output}");
            Linux.AskToEnd(Id);
            using var deadline = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{_process.StartInfo.FileName} did not end in {Patience}: {Output}");
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }
}
