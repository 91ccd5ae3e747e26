using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.App;

/// <summary>How the program ends, and what it leaves behind.</summary>
public sealed class GatewayRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly int[] _ports = GatewayHost.FreePorts(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _directory.File("data");

    private string[] Arguments =>
    [
        "--DataDirectory", Data, "--Listen", "127.0.0.1", "--Http:Port", Text(_ports[0]), "--Https:Port", Text(_ports[1]),
        "--Mqtt:TlsPort", Text(_ports[2]), "--Log:Level", "fatal",
    ];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serve_ToldToStop_Is0()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var exit = await GatewayRun.Serve(Arguments, stop.Token, services => services.AddHostedService(provider =>
            new AtTheStart(provider.GetRequiredService<IHostApplicationLifetime>(), _ => stop.Cancel())));

        Assert.Equal(0, exit);
        Assert.True(File.Exists(Path.Combine(Data, "plantops.db")));
    }

    [Fact]
    public async Task Serve_APartEndsIt_IsNot0()
    {
        var exit = await GatewayRun.Serve(Arguments, Token, services => services.AddHostedService(provider =>
            new AtTheStart(provider.GetRequiredService<IHostApplicationLifetime>(), lifetime => lifetime.StopApplication())));

        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task Serve_APartCannotEnd_IsNot0()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var exit = await GatewayRun.Serve(Arguments, stop.Token, services => services.AddHostedService(provider =>
            new AtTheStart(provider.GetRequiredService<IHostApplicationLifetime>(),
                _ => stop.Cancel()) { StopFailure = new InvalidOperationException("stuck") }));

        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task Serve_StartFails_LeavesNoDataDirectoryThatItMade()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => GatewayRun.Serve(Arguments, Token, services => services.AddHostedService(provider =>
            new AtTheStart(provider.GetRequiredService<IHostApplicationLifetime>(),
                _ => { }) { StartFailure = new InvalidOperationException("no") })));

        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData(0, "Http:Port")]
    [InlineData(2, "Mqtt:TlsPort")]
    public async Task Program_PortIsTaken_IsOneLineAndLeavesNothingBehind(int port, string key)
    {
        using var other = new TcpListener(IPAddress.Loopback, _ports[port]);
        other.Start();

        var (exit, output, error) = await Run();

        Assert.Equal((1, ""), (exit, output));
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            $"Port {_ports[port]} ({key}) is already in use on 127.0.0.1. Stop what uses it, or choose another with --{key} PORT.", line);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Program_AnotherGatewayHasThePorts_NamesThemAllInOneLine()
    {
        var others = _ports.Select(port => new TcpListener(IPAddress.Loopback, port)).ToList();
        foreach (var other in others) other.Start();

        var (exit, output, error) = await Run();
        foreach (var other in others) other.Dispose();

        Assert.Equal((1, ""), (exit, output));
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(_ports, port => Assert.Contains(Text(port), line, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Program_DirectoryWasThereBefore_IsLeftAsItIs()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "mine.txt"), "mine", Token);
        using var other = new TcpListener(IPAddress.Loopback, _ports[1]);
        other.Start();

        Assert.Equal(1, (await Run()).Exit);

        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(Data).Select(Path.GetFileName));
    }

    private async Task<(int Exit, string Output, string Error)> Run()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "plantops"), Arguments[..^2])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Does something once the gateway is up.</summary>
    private sealed class AtTheStart(IHostApplicationLifetime lifetime, Action<IHostApplicationLifetime> work) : IHostedService
    {
        public Exception? StartFailure { get; init; }

        public Exception? StopFailure { get; init; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (StartFailure is not null) throw StartFailure;
            lifetime.ApplicationStarted.Register(() => work(lifetime));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) =>
            StopFailure is null ? Task.CompletedTask : throw StopFailure;
    }
}
