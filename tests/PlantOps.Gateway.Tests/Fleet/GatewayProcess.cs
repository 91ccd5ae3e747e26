using System.Diagnostics;
using System.Globalization;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>A gateway as a process of its own, that can be killed and paused.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    private GatewayProcess(string[] store)
    {
        var ports = GatewayHost.FreePorts(3);
        string[] arguments =
        [
            "serve", "--DataDirectory", _directory.Path, "--Listen", "127.0.0.1", "--Http:Port", $"{ports[0]}", "--Https:Port",
            $"{ports[1]}", "--Mqtt:TlsPort", $"{ports[2]}", "--Log:Level", "fatal", .. store,
        ];
        _process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "plantops"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>As it is in its data directory.</summary>
    public string Id => File.ReadAllText(_directory.File("gateway.id")).Trim();

    public static async Task<GatewayProcess> StartedAsync(string[] store)
    {
        var gateway = new GatewayProcess(store);
        while (await gateway._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("PlantOps is running", StringComparison.Ordinal)) return gateway;
        }

        Assert.Fail(await gateway._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return gateway;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Pause() => Signal("STOP");

    public void GoOn() => Signal("CONT");

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        _directory.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
