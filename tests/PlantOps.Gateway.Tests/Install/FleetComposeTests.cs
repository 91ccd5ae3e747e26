using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Broker.External.Access;
using PlantOps.Gateway.Tests.Hosting;
using YamlDotNet.RepresentationModel;
using static PlantOps.Gateway.Tests.Install.ComposeFile;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>
/// The file for Compose with three gateways: what it promises, and that all programs in it take what they are given.
/// </summary>
public sealed partial class FleetComposeTests
{
    private const string Fleet = "docs/fleet/docker-compose.yml";

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "fleet");

    public static TheoryData<string> Names => [.. Services(Fleet).Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Services_OfAFleet_AreTheseAndNoMore() => Assert.Equal(
        ["gateway-1", "gateway-2", "gateway-3", "rabbitmq-1", "rabbitmq-2", "rabbitmq-3", "balancer", "postgres"],
        Services(Fleet).Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_OfAFleet_IsConfined(string name)
    {
        var service = Services(Fleet)[name];

        Assert.Equal("true", Text(service, "read_only"));
        Assert.Equal(["ALL"], List(service, "cap_drop"));
        Assert.Contains("no-new-privileges:true", List(service, "security_opt"));
        Assert.NotEmpty(List(service, "healthcheck", "test"));
        Assert.NotEmpty(Text(service, "stop_grace_period"));
        Assert.Equal("unless-stopped", Text(service, "restart"));
        Assert.Equal(["10m", "3"],
            [Text(service, "logging", "options", "max-size"), Text(service, "logging", "options", "max-file")]);
        Assert.NotEmpty(Text(service, "pids_limit"));
        foreach (var limit in new[] { "cpus", "memory" }) Assert.NotEmpty(Text(service, "deploy", "resources", "limits", limit));
        Assert.False(service.Children.ContainsKey("build"));

        // PostgreSQL begins as root and becomes another user.
        Assert.Equal(name != "postgres", service.Children.ContainsKey("user"));
        Assert.Equal(name == "postgres", service.Children.ContainsKey("cap_add"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Image_OfEach_IsOneVersionThatTheFileOrItsOwnerNames(string name) =>
        Assert.Matches(@"^([a-z]+:[0-9][0-9.]*|\$\{GATEWAY_IMAGE:\?[^}]+\})$", Text(Services(Fleet)[name], "image"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_ThatAServiceTakes_AreThereOrAreSecretsOrVolumes(string name)
    {
        var (volumes, secrets) = (Section(Fleet, "volumes").Keys, Section(Fleet, "secrets").Keys);
        var service = Services(Fleet)[name];
        if (service.Children.ContainsKey("secrets"))
            Assert.All(List(service, "secrets"), secret => Assert.Contains(secret, secrets));

        foreach (var volume in (YamlSequenceNode)Find(service, "volumes"))
        {
            // Below what another one holds: what gateway-1 issued.
            if (volume is YamlMappingNode part)
            {
                Assert.Equal(("gateway-1", "true", "broker"),
                    (Text(part, "source"), Text(part, "read_only"), Text(part, "volume", "subpath")));
                continue;
            }

            var parts = volume.ToString().Split(':');
            if (parts[0].StartsWith("./", StringComparison.Ordinal))
            {
                Assert.True(Path.Exists(Path.Combine(Folder, parts[0])), parts[0]);
                Assert.Equal("ro", parts[^1]);
            }
            else if (parts[0] != "/etc/localtime")
            {
                Assert.Contains(parts[0], volumes);
            }
        }
    }

    [Fact]
    public void Secrets_OfAFleet_AreThoseThatTheDocumentationMakes()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fleet.md"));

        foreach (var (name, secret) in Section(Fleet, "secrets"))
        {
            Assert.Equal($"./secrets/{name}", Text((YamlMappingNode)secret, "file"));
            Assert.Contains($" {name}\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Variables_OfAFleet_AreInItsExample()
    {
        var example = File.ReadLines(Path.Combine(Folder, ".env.example"))
            .Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=')[0]).ToList();
        var used = Variable().Matches(File.ReadAllText(Path.Combine(Repository.Root, Fleet)))
            .Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(example.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gateway-1")]
    [InlineData("gateway-2")]
    [InlineData("gateway-3")]
    public void Settings_OfEachGateway_ExistAndSayWhereTheOthersAre(string name)
    {
        var settings = Map(Services(Fleet)[name], "environment").ToDictionary(entry => entry.Name, entry => entry.Value);

        Assert.Empty(UnknownSettings.InEnvironment(settings.Keys));
        Assert.Equal(Broker("amqps", 5671), settings[BrokerOptions.AddressSetting.Variable]);
        Assert.Equal(Broker("https", 15671), settings[BrokerAccessOptions.ManagementSetting.Variable]);
        foreach (var file in settings.Values.Where(value => value.StartsWith("/run/secrets/", StringComparison.Ordinal)))
            Assert.Contains(file["/run/secrets/".Length..], List(Services(Fleet)[name], "secrets"));

        static string Broker(string scheme, int port) =>
            string.Join(',',
                Services(Fleet).Keys.Where(one => one.StartsWith("rabbitmq", StringComparison.Ordinal))
                    .Select(one => $"{scheme}://{one}:{port}"));
    }

    [Fact]
    public async Task Balancer_WithWhatItIsGiven_AcceptsItsConfiguration()
    {
        Component.Need("haproxy");
        using var files = new TemporaryDirectory();
        var ca = files.File("ca.pem");
        await using (var gateway = await GatewayHost.StartedAsync())
            await File.WriteAllTextAsync(
                ca, gateway.Services.GetRequiredService<Gateway.Certificates.ServerCertificates>().Authority.Pem, Token);
        var start = new ProcessStartInfo("/usr/sbin/haproxy", ["-c", "-f", Path.Combine(Folder, "haproxy-rabbitmq.cfg")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Map(Services(Fleet)["balancer"], "environment")) start.Environment[name] = value;
        start.Environment["CA"] = ca;

        using var haproxy = Process.Start(start)!;
        var output = await haproxy.StandardOutput.ReadToEndAsync(Token) + await haproxy.StandardError.ReadToEndAsync(Token);
        await haproxy.WaitForExitAsync(Token);

        Assert.True(haproxy.ExitCode == 0, output);
        Assert.Contains("Configuration file is valid", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartRabbitMq_WithItsSecrets_PutsThemWhereRabbitMqReadsThemAndNobodyElse()
    {
        using var files = new TemporaryDirectory();
        foreach (var folder in new[] { "home", "secrets", "bin" }) Directory.CreateDirectory(files.File(folder));
        await File.WriteAllTextAsync(files.File("secrets/cookie"), "cookie\n", Token);
        await File.WriteAllTextAsync(files.File("secrets/broker-key"), "0123456789abcdef\n", Token);
        await File.WriteAllTextAsync(files.File("bin/rabbitmq-server"), "#!/bin/sh\necho \"$RABBITMQ_CONFIG_FILE\"\n", Token);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(files.File("bin/rabbitmq-server"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("sh", [Path.Combine(Folder, "rabbitmq", "start-rabbitmq")])
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = files.File("home"), ["SECRETS"] = files.File("secrets") },
        };
        start.Environment["PATH"] = $"{files.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}";

        using var script = Process.Start(start)!;
        var configuration = (await script.StandardOutput.ReadToEndAsync(Token)).Trim();
        await script.WaitForExitAsync(Token);

        Assert.Equal(0, script.ExitCode);
        var text = await File.ReadAllTextAsync(configuration, Token);
        Assert.Equal(4, Regex.Count(text, "\\?key=0123456789abcdef$", RegexOptions.Multiline));
        Assert.DoesNotContain("=KEY", text, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(files.File("home/.erlang.cookie")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(configuration));
    }

    [GeneratedRegex(@"\$\{([A-Z_]+)[^}]*\}")]
    private static partial Regex Variable();
}
