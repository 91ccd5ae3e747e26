using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Tests.Hosting;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.CommandLine;

/// <summary>The program itself, as people call it.</summary>
public sealed class PlantOpsCommandTests
{
    [Fact]
    public async Task DeviceAdd_AsJson_PrintsACodeThatPinsTheCa()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var (exit, output, _) = await Run(gateway.DataDirectory, "device", "add", "Fern on the sill", "--json");

        Assert.Equal(0, exit);
        var code = EnrolmentCode.Parse(JsonDocument.Parse(output).RootElement.GetProperty("code").GetString());
        Assert.True(code?.Matches(gateway.Services.GetRequiredService<ServerCertificates>().Authority.Der));
    }

    [Fact]
    public async Task DeviceAdd_ForPeople_SaysWhatToDoNext()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var (exit, output, _) = await Run(gateway.DataDirectory, "device", "add", "Fern");

        Assert.Equal(0, exit);
        Assert.Contains("--code ", output, StringComparison.Ordinal);
        Assert.Contains("Good once, until ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenCreate_AsJson_PrintsATokenThatIsLetIn()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var (exit, output, _) = await Run(gateway.DataDirectory, "token", "create", "laptop", "--role", "viewer", "--json");

        Assert.Equal(0, exit);
        var token = gateway.Services.GetRequiredService<Gateway.Access.TokenRegistry>()
            .Authenticate(JsonDocument.Parse(output).RootElement.GetProperty("token").GetString()!);
        Assert.Equal(Gateway.Access.TokenRole.Viewer, token?.Role);
    }

    [Fact]
    public async Task TokenRevoke_ByName_LetsNobodyInAndIsInTheAuditLog()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var tokens = gateway.Services.GetRequiredService<Gateway.Access.TokenRegistry>();
        var text = tokens.Create("lost phone", Gateway.Access.TokenRole.Owner);

        var (exit, output, _) = await Run(gateway.DataDirectory, "token", "revoke", "lost phone");
        var (again, _, error) = await Run(gateway.DataDirectory, "token", "revoke", "lost phone");
        var (_, audit, _) = await Run(gateway.DataDirectory, "audit", "list");

        Assert.Equal((0, 1), (exit, again));
        Assert.Contains("\"lost phone\" (owner) is revoked", output, StringComparison.Ordinal);
        Assert.Contains("no token 'lost phone'", error, StringComparison.Ordinal);
        Assert.Null(tokens.Authenticate(text));
        Assert.Matches("local +token.revoke +[0-9a-f]{16} +lost phone", audit);
    }

    [Fact]
    public async Task Device_RenamedReleasedClaimedAndRetired_IsSaidEachTime()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var id = gateway.Services.GetRequiredService<Gateway.Devices.DeviceRegistry>()
            .Admit(new Gateway.Devices.Enrolment.DeviceDescription("Fern", "AA", null, null, []), "secret", null)!.Id;

        var (_, renamed, _) = await Run(gateway.DataDirectory, "device", "rename", id, "Hall");
        var (_, released, _) = await Run(gateway.DataDirectory, "device", "release", id);
        var (_, claimed, _) = await Run(gateway.DataDirectory, "device", "claim", id, "--json");
        var (_, retired, _) = await Run(gateway.DataDirectory, "device", "retire", id);
        var (_, list, _) = await Run(gateway.DataDirectory, "device", "list", "--json");
        var (_, all, _) = await Run(gateway.DataDirectory, "device", "list", "--retired");
        var (exit, _, error) = await Run(gateway.DataDirectory, "device", "claim", id);

        Assert.Contains("is called \"Hall\"", renamed, StringComparison.Ordinal);
        Assert.Contains($"device claim {id}", released, StringComparison.Ordinal);
        Assert.Equal(id, JsonDocument.Parse(claimed).RootElement.GetProperty("device_id").GetString());
        Assert.Contains("\"Hall\" is retired", retired, StringComparison.Ordinal);
        Assert.Equal("[]", list.Trim());
        Assert.Matches($"{id} +retired +never +Hall", all);
        Assert.Equal((1, "Hall is retired."), (exit, error.Trim()));
    }

    [Fact]
    public async Task Events_WhileTheGatewayRuns_PrintsEachOnALineUntilItStops()
    {
        var gateway = await GatewayHost.StartedAsync();
        var events = gateway.Services.GetRequiredService<Gateway.Events.LiveEvents>();
        using var process = Start(gateway.DataDirectory, "events", "--types", "device", "--json");
        await Eventually.IsAsync(() => events.IsWanted);

        gateway.Services.GetRequiredService<Gateway.Devices.DeviceRegistry>()
            .Admit(new Gateway.Devices.Enrolment.DeviceDescription("Fern", "AA", null, null, []), "secret", null);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await gateway.DisposeAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);

        var happened = JsonDocument.Parse(line!).RootElement;
        Assert.Equal("device", happened.GetProperty("event").GetString());
        Assert.Equal("Fern", happened.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal((1, "The gateway has stopped."),
            (process.ExitCode, (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim()));
    }

    [Fact]
    public async Task DeviceList_WithoutAGateway_SaysHowToStartIt()
    {
        using var directory = new TemporaryDirectory();

        var (exit, _, error) = await Run(directory.Path, "device", "list");

        Assert.Equal(1, exit);
        Assert.Contains("No gateway is running", error, StringComparison.Ordinal);
        Assert.Contains($"serve --DataDirectory {directory.Path}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Species_FromSearchToRemove_ShowsTakesAndGivesBack()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var file = Path.Combine(gateway.DataDirectory, "basil.json");

        var (found, list, _) = await Run(gateway.DataDirectory, "species", "search", "swet", "basil");
        var (_, json, _) = await Run(gateway.DataDirectory, "species", "show", "ocimum-basilicum", "--json");
        await File.WriteAllTextAsync(
            file, json.Replace("\"low\":40", "\"low\":44", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (set, shown, _) = await Run(gateway.DataDirectory, "species", "set", file);
        var (removed, said, _) = await Run(gateway.DataDirectory, "species", "remove", "ocimum-basilicum");
        var (again, _, refused) = await Run(gateway.DataDirectory, "species", "remove", "ocimum-basilicum");

        Assert.Equal((0, 0, 0, 1), (found, set, removed, again));
        Assert.Contains("ocimum-basilicum", list, StringComparison.Ordinal);
        Assert.Contains("(ocimum-basilicum, changed)", shown, StringComparison.Ordinal);
        Assert.Contains("44 to 85 %, critical below 25 (estimate)", shown, StringComparison.Ordinal);
        Assert.Contains("as it came", said, StringComparison.Ordinal);
        Assert.Contains("built in", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "has no \"id\"")]
    [InlineData("{", "is not the JSON of a species")]
    [InlineData("""{"id":5}""", "is not the JSON of a species, at id, line 1.")]
    [InlineData("""{"id":"my-fern","humidity":{"low":200}}""", "humidity: ")]
    public async Task SpeciesSet_FileThatIsWrong_SaysWhat(string content, string expected)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var file = Path.Combine(gateway.DataDirectory, "species.json");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        var (exit, _, error) = await Run(gateway.DataDirectory, "species", "set", file);

        Assert.Equal(1, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device", "add")]
    [InlineData("token", "create", "x", "--role", "king")]
    [InlineData("devcie", "list")]
    [InlineData("device")]
    public async Task Run_WithWrongUsage_EndsWith2(params string[] arguments)
    {
        using var directory = new TemporaryDirectory();

        var (exit, _, error) = await Run(directory.Path, arguments);

        Assert.Equal(2, exit);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Serve_WithWrongSettings_NamesEachOnALineOfItsOwnAndEndsWith1()
    {
        using var directory = new TemporaryDirectory();

        var (exit, _, error) = await Run(
            directory.Path, "--Http:Port", "abc", "--Https:Port", "0", "--Log:Format", "xml", "--Store:Provider", "Paper",
            "--Enrolment:CodeLifetime", "never");

        Assert.Equal(1, exit);
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var key in new[] { "Http:Port", "Https:Port", "Log:Format", "Store:Provider", "Enrolment:CodeLifetime" })
        {
            Assert.Single(lines, line => line.StartsWith(key, StringComparison.Ordinal));
        }

        Assert.Equal(5, lines.Length);
    }

    [Fact]
    public async Task Serve_OnAPortThatIsTaken_NamesPortAndKeyAndEndsWith1()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var directory = new TemporaryDirectory();
        var ports = GatewayHost.FreePorts(2);

        var (exit, _, error) = await Run(
            directory.Path, "--Listen", "127.0.0.1", "--Https:Port", $"{gateway.HttpsPort}", "--Http:Port", $"{ports[0]}",
            "--Mqtt:TlsPort", $"{ports[1]}");

        Assert.Equal(1, exit);
        Assert.StartsWith($"Port {gateway.HttpsPort} (Https:Port) is already in use", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnADataDirectoryThatIsInUse_SaysSoAndLeavesTheSocketAlone()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var ports = GatewayHost.FreePorts(3);

        var (exit, _, error) = await Run(
            gateway.DataDirectory, "--Https:Port", $"{ports[0]}", "--Http:Port", $"{ports[1]}", "--Mqtt:TlsPort", $"{ports[2]}");
        var (list, _, _) = await Run(gateway.DataDirectory, "device", "list");

        Assert.Equal(1, exit);
        Assert.Contains(gateway.DataDirectory, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(0, list);
    }
}
