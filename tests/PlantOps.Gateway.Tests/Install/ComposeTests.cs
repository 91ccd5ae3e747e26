using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;
using static PlantOps.Gateway.Tests.Install.ComposeFile;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>The files for Compose: what they promise, and that the program takes what they set.</summary>
public sealed partial class ComposeTests
{
    private const string Development = "docker-compose.yml";
    private const string Production = "docker-compose.prod.yml";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Development, "gateway")]
    [InlineData(Production, "gateway", "postgres")]
    public void Services_OfEach_AreTheseAndNoMore(string file, params string[] expected) =>
        Assert.Equal(expected, Services(file).Keys);

    [Theory]
    [InlineData("gateway")]
    [InlineData("postgres")]
    public void Production_EachService_IsConfined(string name)
    {
        var service = Services(Production)[name];

        Assert.Equal("true", Text(service, "read_only"));
        Assert.Equal(["ALL"], List(service, "cap_drop"));
        Assert.Contains("no-new-privileges:true", List(service, "security_opt"));
        Assert.NotEmpty(List(service, "healthcheck", "test"));
        Assert.Equal("unless-stopped", Text(service, "restart"));
        Assert.Equal(["10m", "3"],
            [Text(service, "logging", "options", "max-size"), Text(service, "logging", "options", "max-file")]);
        Assert.NotEmpty(Text(service, "pids_limit"));
        foreach (var limit in new[] { "cpus", "memory" }) Assert.NotEmpty(Text(service, "deploy", "resources", "limits", limit));
    }

    [Fact]
    public void Production_Gateway_HasNoSourcesAndNoRights()
    {
        var service = Services(Production)["gateway"];

        Assert.False(service.Children.ContainsKey("build"));
        Assert.False(service.Children.ContainsKey("cap_add"));
        Assert.Equal("1654:1654", Text(service, "user"));

        // A volume and the time zone: nothing of the directory that the file is in.
        Assert.Equal(["plantops:/data", "/etc/localtime:/etc/localtime:ro"], List(service, "volumes"));
    }

    [Theory]
    [InlineData(Development)]
    [InlineData(Production)]
    public void Gateway_ItsPorts_AreThoseOfTheSettings(string file)
    {
        var ports = new[] { EndpointOptions.HttpPortSetting, EndpointOptions.HttpsPortSetting,
            EndpointOptions.MqttTlsPortSetting }
            .Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Value}:{setting.Value}"));

        Assert.Equal(ports, List(Services(file)["gateway"], "ports"));
    }

    [Theory]
    [InlineData(Development)]
    [InlineData(Production)]
    public void Gateway_ItsGrace_IsLongerThanAStopTakes(string file) =>
        Assert.Equal("30s", Text(Services(file)["gateway"], "stop_grace_period"));

    [Theory]
    [InlineData(Development)]
    [InlineData(Production)]
    public async Task Gateway_WithWhatTheFileSets_StartsAndItsHealthCheckSucceeds(string file)
    {
        using var directory = new TemporaryDirectory();
        var service = Services(file)["gateway"];
        var variables = file == Production ? EnvironmentFileTests.Lines() : [];
        foreach (var (name, value) in Map(service, "environment")) variables[name] = Variable().Replace(value, string.Empty);
        Assert.Equal("/data", variables["PLANTOPS_DataDirectory"]);
        var data = Path.Combine(directory.Path, "data");
        var ports = GatewayHost.FreePorts(3);
        var test = List(service, "healthcheck", "test");
        Assert.Equal(["CMD", "plantops"], test.Take(2));

        using var gateway = Start(
            variables, data, "serve", "--Http:Port", Port(0), "--Https:Port", Port(1), "--Mqtt:TlsPort", Port(2));
        var log = gateway.StandardOutput.ReadToEndAsync(Token);
        var error = gateway.StandardError.ReadToEndAsync(Token);
        var healthy = false;
        while (!healthy && !gateway.HasExited) healthy = await Exit(Start(variables, data, [.. test.Skip(2)])) == 0;
        using (var kill = Process.Start(
            "kill", ["-TERM", gateway.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(Token);
        await gateway.WaitForExitAsync(Token);

        Assert.True(healthy, await log + await error);
        Assert.Equal(0, gateway.ExitCode);

        // LOG_FORMAT: a line of JSON an entry, which is what log collectors of containers read.
        Assert.All((await log).Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
            Assert.StartsWith("{\"@t\"", line, StringComparison.Ordinal));

        string Port(int index) => ports[index].ToString(CultureInfo.InvariantCulture);
    }

    private static Process Start(Dictionary<string, string> variables, string data, params string[] arguments)
    {
        var start = PlantOpsProgram.StartInfo(data, arguments);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<int> Exit(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(Token);
            var error = process.StandardError.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            _ = await output + await error;
            return process.ExitCode;
        }
    }

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Variable();
}
