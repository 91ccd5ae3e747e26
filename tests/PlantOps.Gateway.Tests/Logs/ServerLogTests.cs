using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Logs;

public sealed class ServerLogTests
{
    private const string Said = "what the gateway said to this test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Add_MoreThanItKeeps_KeepsTheLast()
    {
        var log = new ServerLog("gateway");

        for (var i = 0; i < ServerLog.MaxLines + 5; i++) log.Add(string.Create(CultureInfo.InvariantCulture, $"line {i}"));

        var lines = log.ToString().Split(Environment.NewLine);
        Assert.Equal("== gateway, 5 lines before these", lines[0]);
        Assert.Equal(ServerLog.MaxLines, lines.Length - 1);
        Assert.EndsWith(" line 5", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(" line 204", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfATestThatFails_ShowsTheLogOfItsGateway()
    {
        var (exit, output) = await RunAsync(nameof(Example_Fails_AfterItsGatewaySaidSomething));

        Assert.NotEqual(0, exit);
        Assert.Contains(Said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfATestThatPasses_ShowsNoLog()
    {
        var (exit, output) = await RunAsync(nameof(Example_Passes_AfterItsGatewaySaidSomething), "-showLiveOutput");

        Assert.Equal(0, exit);
        Assert.DoesNotContain(Said, output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Example_Fails_AfterItsGatewaySaidSomething()
    {
        await SayAsync();
        Assert.Fail("This one is to fail.");
    }

    [Fact(Explicit = true)]
    public Task Example_Passes_AfterItsGatewaySaidSomething() => SayAsync();

    private static async Task SayAsync()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var logger = gateway.Services.GetRequiredService<ILogger<ServerLogTests>>();
        logger.Log(LogLevel.Warning, default, Said, null, (said, _) => said);
    }

    // By itself: a run of its own, of the one test.
    private static async Task<(int Exit, string Output)> RunAsync(string test, params string[] more)
    {
        string[] arguments =
        [
            typeof(ServerLogTests).Assembly.Location, "-noColor", "-explicit", "only",
            "-method", $"{typeof(ServerLogTests).FullName}.{test}", .. more,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output + await error);
    }
}
