using System.Diagnostics;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Take_WhileAnotherHasIt_NamesTheDirectory()
    {
        using var first = new DirectoryLock();
        using var second = new DirectoryLock();
        first.Take(_directory.Data);
        first.Take(_directory.Data);

        var refused = Assert.Throws<GatewayStartException>(() => second.Take(_directory.Data));

        Assert.Contains($"'{_directory.Path}' is in use by another gateway", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_AfterItWasLetGoOf_TakesTheFileThatIsThere()
    {
        using (var first = new DirectoryLock()) first.Take(_directory.Data);
        Assert.True(File.Exists(_directory.Data.File(DirectoryLock.FileName)));

        using var second = new DirectoryLock();
        second.Take(_directory.Data);
    }

    [Fact]
    public async Task Start_SecondGatewayOnTheDirectory_IsRefusedUntilTheFirstHasClosedEverything()
    {
        await using (await GatewayHost.StartedAsync(dataDirectory: _directory.Path))
        {
            await Assert.ThrowsAsync<GatewayStartException>(() => GatewayHost.StartedAsync(dataDirectory: _directory.Path));
        }

        await using var next = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
    }

    [Fact]
    public async Task Serve_WhereAGatewayWasKilled_Starts()
    {
        using (var killed = Serve())
        {
            await Listening(killed);
            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        using var second = Serve();
        await Listening(second);
        using var third = Serve();
        await third.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromMinutes(3), Token);

        Assert.Equal(1, third.ExitCode);
        Assert.Contains(_directory.Path, await third.StandardError.ReadToEndAsync(Token), StringComparison.Ordinal);
        Assert.False(second.HasExited);
        second.Kill();
        await second.WaitForExitAsync(Token);
    }

    private Process Serve()
    {
        var ports = GatewayHost.FreePorts(3);
        string[] arguments =
        [
            "serve", "--DataDirectory", _directory.Path, "--Listen", "127.0.0.1",
            "--Http:Port", $"{ports[0]}", "--Https:Port", $"{ports[1]}", "--Mqtt:TlsPort", $"{ports[2]}",
        ];
        return Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "plantops"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task Listening(Process gateway)
    {
        while (await gateway.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            if (line.Contains("PlantOps is running", StringComparison.Ordinal)) return;
        }

        Assert.Fail(await gateway.StandardError.ReadToEndAsync(Token));
    }
}
