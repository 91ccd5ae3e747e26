using System.Diagnostics;
using System.Text;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Logs;

namespace PlantOps.Portal.Tests;

/// <summary>A virtual device as a process, with its portal at a port of this machine and a flash of its own.</summary>
internal sealed class PortalDevice : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly ServerLog _log = ServerLog.Open("virtual device");
    private readonly string _data = Directory.CreateTempSubdirectory("plantops-portal-").FullName;
    private Process? _process;

    public int Port { get; } = GatewayProcess.FreePort();

    public string Home => $"http://127.0.0.1:{Port}/";

    public string Flash => Path.Combine(_data, "0001", "flash");

    public string HardwareId => File.ReadAllText(Path.Combine(_data, "0001", "hardware-id")).Trim();

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Switches it on and waits until it says this.</summary>
    public async Task SwitchOnAsync(string until = "the portal is open")
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] arguments = ["--portal", $"{Port}", "--data", _data, "--interval", "5"];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(
                Repository.VirtualDevice, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data, until, said);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, until, said);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await said.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Pulls its plug.</summary>
    public async Task PullPlugAsync()
    {
        if (_process is { HasExited: false }) _process.Kill();
        if (_process != null) await _process.WaitForExitAsync();
        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await PullPlugAsync();
        Directory.Delete(_data, recursive: true);
    }

    private void Hear(string? line, string until, TaskCompletionSource said)
    {
        _log.Add(line);
        lock (_output) _output.AppendLine(line);
        if (line == null) said.TrySetException(new InvalidOperationException($"The device has ended: {Output}"));
        if (line?.Contains(until, StringComparison.Ordinal) == true) said.TrySetResult();
    }
}
