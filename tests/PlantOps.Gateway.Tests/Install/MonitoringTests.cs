using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>The rules and the dashboard name metrics that there are.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "monitoring");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_InRulesAndDashboard_AreMetricsOfTheGateway()
    {
        var known = await MetricsAsync();
        var rules = Metric().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, "prometheus-rules.yml"), Token));
        var panels = Metric().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, "grafana.json"), Token));

        Assert.InRange(rules.Count, 8, 100);
        Assert.InRange(panels.Count, 15, 100);
        Assert.All(rules.Concat(panels).Select(match => match.Value).Distinct(), name => Assert.Contains(name, known));
    }

    [Fact]
    public async Task Gauges_OfTheDoctor_AreInWhatPrometheusReads()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        var text = await client.GetStringAsync("/metrics", Token);

        Assert.Matches("(?m)^plantops_part_failing\\{part=\"store\"\\} 0", text);
        Assert.Matches("(?m)^plantops_certificate_remaining_seconds(\\{\\})? 3\\d{7}", text);
        Assert.Matches("(?m)^plantops_disk_free_bytes(\\{\\})? [1-9]", text);
    }

    [Fact]
    public void Dashboard_EachPanel_HasATitleAndAQuery()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "grafana.json")));

        Assert.All(dashboard.RootElement.GetProperty("panels").EnumerateArray(), panel =>
        {
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.All(panel.GetProperty("targets").EnumerateArray(), target =>
                Assert.NotEmpty(target.GetProperty("expr").GetString()!));
        });
    }

    [Fact]
    public async Task Rules_AsPromtoolReadsThem_AreRight()
    {
        Component.Need("promtool");
        using var process = Process.Start(
            new ProcessStartInfo("promtool", ["check", "rules", Path.Combine(Folder, "prometheus-rules.yml")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.True(process.ExitCode == 0, await output + await error);
        Assert.Contains("8 rules found", await output, StringComparison.Ordinal);
    }

    // As the exporter makes names of Prometheus: dots and units. Not from its page: a counter that counted nothing is not there.
    private static async Task<HashSet<string>> MetricsAsync()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => string.Empty };
                var name = instrument.Name.Replace('.', '_') + unit;
                var kind = instrument.GetType().Name;
                lock (names)
                {
                    names.Add(kind.StartsWith("Histogram", StringComparison.Ordinal) ? name + "_bucket"
                        : kind.StartsWith("Counter", StringComparison.Ordinal) ||
                            kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? name + "_total"
                        : name);
                }
            },
        };
        listener.Start();
        await using var gateway = await GatewayHost.StartedAsync();

        // Made with the first request that shows a token.
        using var client = gateway.SignedIn();
        using var answer = await client.GetAsync("/api/v1/devices", Token);
        lock (names) return [.. names];
    }

    [GeneratedRegex("(plantops|dotnet)_[a-z_]+")]
    private static partial Regex Metric();
}
