using System.Diagnostics;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>Certificates for people as the pages say: lego and Pebble, and Caddy before the gateway.</summary>
public sealed class CertificatesScriptTests
{
    [Fact]
    public async Task Script_WithThisProgram_GetsRenewsAndShowsACertificate()
    {
        foreach (var component in new[] { "pebble", "lego", "caddy", "curl", "openssl" }) Component.Need(component);
        var token = TestContext.Current.CancellationToken;
        var script = Path.Combine(Repository.Root, "tests", "certificates");
        using var process = Process.Start(new ProcessStartInfo(script, [Path.Combine(AppContext.BaseDirectory, "plantops")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);

        Assert.True(process.ExitCode == 0, await output + await error);
        Assert.Contains("shown anew without a restart", await output, StringComparison.Ordinal);
        Assert.Contains("Caddy: pages and API come through", await output, StringComparison.Ordinal);
    }
}
