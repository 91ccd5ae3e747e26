using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Doctor;

/// <summary>Whatever a home has that nobody else must know is planted, and the file is searched for it.</summary>
public sealed partial class DiagnosticsTests
{
    private const double Reading = 61.8125;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Diagnostics_OfARunningGateway_HasWhatHelpsAndNothingOfTheHome()
    {
        await using var gateway = await GatewayHost.StartedAsync(
            null, null, null, "--Certificates:Names", "canaryname.example,203.0.113.77", "--Notifications:PublicUrl",
                "https://canaryurl.example:8443",
            "--Alerts:TimeZone", "Pacific/Auckland", "--Log:Level", "warn");
        var host = new PlantHost(gateway);
        var secrets = await Plant(gateway, host);
        var file = Path.Combine(gateway.DataDirectory, "canaryfile.txt");

        var (exit, output, error) = await PlantOpsProgram.Run(gateway.DataDirectory, "diagnostics", file);
        var text = await File.ReadAllTextAsync(file, Token);

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("Read it before you send it", output, StringComparison.Ordinal);
        foreach (var title in new[] { "== settings", "== doctor", "== parts", "== devices", "== store", "== log", "== metrics" })
            Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Contains("Certificates:Names: set", text, StringComparison.Ordinal);
        Assert.Contains("Store:Provider: not set", text, StringComparison.Ordinal);
        Assert.Contains($"Http:Port: {gateway.HttpPort}", text, StringComparison.Ordinal);
        Assert.Contains("Canaries: {Name} at {Address} sent {Value}", text[text.IndexOf("== log", StringComparison.Ordinal)..],
            StringComparison.Ordinal);
        Assert.Contains("plantops_", text, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Diagnostics_WithoutAGateway_HasSettingsAndChecks()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "d.txt");

        var (exit, _, error) = await PlantOpsProgram.Run(directory.Path, "diagnostics", file);
        var text = await File.ReadAllTextAsync(file, Token);

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("  gateway_down", text, StringComparison.Ordinal);
        Assert.DoesNotContain(directory.Path, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnostics_IntoAFileThatIsThere_ReplacesItOnlyWhereAsked()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "d.txt");
        await File.WriteAllTextAsync(file, "mine", Token);

        Assert.Equal(1, (await PlantOpsProgram.Run(directory.Path, "diagnostics", file)).Exit);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Token));
        Assert.Equal(0, (await PlantOpsProgram.Run(directory.Path, "diagnostics", file, "--force")).Exit);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(file, Token));
    }

    [Fact]
    public void WithoutNames_Labels_KeepsThoseOfBucketsAlone() => Assert.Equal(
        "plantops_x_bucket{le=\"0.5\"} 3 1\nplantops_y_total{} 2 1\n",
        DiagnosticsCommand.WithoutNames(
            "# TYPE plantops_x histogram\nplantops_x_bucket{device=\"Fern \\\"a\\\"\",le=\"0.5\"} 3 1\n" +
            "plantops_y_total{reason=\"The metric fern is not known, le=1\"} 2 1\ntarget_info{host=\"x\"} 1\n"));

    private static async Task<IReadOnlyList<string>> Plant(GatewayHost gateway, PlantHost host)
    {
        var device = host.Admit("canaryhardware");
        await host.Add("CanaryPlant");
        host.Store(device, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), Reading);
        await host.Ask(HttpMethod.Post, "/api/v1/people", """{"name":"CanaryPerson"}""");
        await host.Ask(
            HttpMethod.Post, "/api/v1/channels", """{"kind":"ntfy","name":"CanaryChannel","topic":"canary-topic-of-mine"}""");
        var bad = new StringContent("{\"canarymetric\":\"canaryvalue\"", Encoding.UTF8, "application/json");
        using var posted = await host.Owner.PostAsync($"/api/v1/devices/{device.Id}/telemetry", bad, Token);
        using var wrong = gateway.Https();
        wrong.DefaultRequestHeaders.Add("Authorization", "Bearer canarytoken");
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/api/v1/devices", Token)).StatusCode);
        var log = gateway.Services.GetRequiredService<ILoggerFactory>();
        Log.Canaries(log.CreateLogger("PlantOps.Gateway.Canary"), "CanaryLogged", "198.51.100.9", Reading);
        Log.Canaries(log.CreateLogger("Npgsql"), "CanaryLibrary", "198.51.100.9", Reading);
        return
        [
            device.Id, "canaryhardware", "CanaryPlant", "CanaryPerson", "CanaryChannel", "canary-topic", "canarymetric",
                "canaryvalue", "canarytoken",
            "canaryname", "canaryurl", "203.0.113.77", "198.51.100.9", "Auckland", "CanaryLogged", "CanaryLibrary", "canaryfile",
            Reading.ToString(CultureInfo.InvariantCulture), gateway.DataDirectory, Environment.MachineName,
            host.Owner.DefaultRequestHeaders.Authorization!.Parameter!,
        ];
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 9001, Level = LogLevel.Warning, Message = "Canaries: {Name} at {Address} sent {Value}")]
        public static partial void Canaries(ILogger logger, string name, string address, double value);
    }
}
