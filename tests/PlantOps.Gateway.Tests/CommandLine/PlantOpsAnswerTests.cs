using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Tests.Hosting;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.CommandLine;

/// <summary>What the program says to people: hints that work, and mistakes in the words of the command line.</summary>
public sealed class PlantOpsAnswerTests
{
    [Fact]
    public async Task Hints_OfARunningGateway_CarryItsPortAndSayTheZone()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var (_, device, _) = await Run(gateway.DataDirectory, "device", "add", "Fern");
        var (_, token, _) = await Run(gateway.DataDirectory, "token", "create", "laptop");

        Assert.Contains($"--gateway https://127.0.0.1:{gateway.HttpsPort} --code ", device, StringComparison.Ordinal);
        Assert.Matches(@"until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d\.", device);
        Assert.Contains($"https://127.0.0.1:{gateway.HttpsPort}/api/v1/devices", token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeviceShow_KnownOrNot_ShowsItOrSaysThatThereIsNone()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var id = gateway.Services.GetRequiredService<Gateway.Devices.DeviceRegistry>()
            .Admit(new Gateway.Devices.Enrolment.DeviceDescription("Fern", "AA", "esp32", null, ["bh1750"]), "secret", null)!.Id;

        var (exit, shown, _) = await Run(gateway.DataDirectory, "device", "show", id);
        var (none, _, error) = await Run(gateway.DataDirectory, "device", "show", "nobody");

        Assert.Equal((0, 1), (exit, none));
        Assert.Contains("Fern: unknown", shown, StringComparison.Ordinal);
        Assert.Contains("esp32", shown, StringComparison.Ordinal);
        Assert.Contains("There is no device 'nobody'.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeviceShow_OfOneThatSaysWhatItHas_ShowsIt()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var has = new Gateway.Devices.Capabilities { HeapBytes = 64_102, PsramBytes = 0, FlashBytes = 4_194_304, Api = 1 };
        var description = new Gateway.Devices.Enrolment.DeviceDescription("Fern", "AA", "esp32", null, []) { Capabilities = has };
        var id = gateway.Services.GetRequiredService<Gateway.Devices.DeviceRegistry>().Admit(description, "secret", null)!.Id;

        var (_, shown, _) = await Run(gateway.DataDirectory, "device", "show", id);

        Assert.Contains("Memory:     heap 62.6 KB, PSRAM none, flash 4 MB\nContract:   1\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlantAdd_SpeciesByAnotherName_IsFoundOrTheLikeliestIsNamed()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var (_, byName, _) = await Run(gateway.DataDirectory, "plant", "add", "M", "--species", "monstera deliciosa");
        var (exit, _, error) = await Run(gateway.DataDirectory, "plant", "add", "M", "--species", "monstra");
        var (_, plants, _) = await Run(gateway.DataDirectory, "plant", "list", "--json");

        Assert.Contains("Species:  monstera-deliciosa", byName, StringComparison.Ordinal);
        Assert.Equal(1, exit);
        Assert.Contains("There is no species 'monstra'. Did you mean monstera-deliciosa (Monstera deliciosa)", error,
            StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(plants).RootElement.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task DeviceList_InAnotherDirectory_NamesTheOneThatRuns()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var directory = new TemporaryDirectory();

        var (exit, _, error) = await Run(directory.Path, "device", "list");

        Assert.Equal(1, exit);
        Assert.Contains($"No gateway is running on {directory.Path}.", error, StringComparison.Ordinal);
        Assert.Contains("a new one, which knows no device yet", error, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains("Ask that one with: --DataDirectory ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLANTOPS_Htp__Port", "device", "list")]
    [InlineData("PLANTOPS_X", "serve")]
    public async Task Run_WithAnUnknownVariable_Ends2AndNamesIt(string variable, params string[] verb)
    {
        using var directory = new TemporaryDirectory();
        var start = StartInfo(directory.Path, verb);
        start.Environment[variable] = "1";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith($"The environment variable {variable} is no setting.", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Export_IntoADirectoryThatIsNotThere_NamesItAndNothingElse()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var nowhere = Path.Combine(gateway.DataDirectory, "nowhere");

        var (exit, _, error) = await Run(gateway.DataDirectory, "export", "--output", Path.Combine(nowhere, "x.csv"));

        Assert.Equal((1, $"There is no directory '{nowhere}'."), (exit, error.Trim()));
    }

    [Fact]
    public async Task Health_OfARunningGateway_IsReadyAndOfNone1()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var directory = new TemporaryDirectory();

        Assert.Equal((0, "The gateway is ready.\n", ""), await Run(gateway.DataDirectory, "health"));
        Assert.Equal(1, (await Run(directory.Path, "health")).Exit);
    }

    [Fact]
    public async Task Help_InEveryForm_ShowsSettingsAndNoLeftoversOfTheParser()
    {
        using var directory = new TemporaryDirectory();

        var (_, root, _) = await Run(directory.Path, "--help");
        var (_, help, _) = await Run(directory.Path, "help");
        var (_, serve, _) = await Run(directory.Path, "help", "serve");
        var (_, channel, _) = await Run(directory.Path, "channel", "add", "--help");
        var (_, version, _) = await Run(directory.Path, "version");
        var (_, plant, _) = await Run(directory.Path, "plant", "--help");

        Assert.Equal(root, help);
        Assert.Contains("<ID> <RULE> <NAME=VALUE>", plant, StringComparison.Ordinal);
        Assert.All(plant.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
        Assert.All([root, serve], text => Assert.DoesNotContain("]]", text, StringComparison.Ordinal));
        Assert.All([root, serve], text => Assert.DoesNotContain("application", text, StringComparison.Ordinal));
        Assert.All(
            Gateway.App.GatewaySettings.All, setting => Assert.Contains($"--{setting.Key} ", serve, StringComparison.Ordinal));
        Assert.DoesNotContain("--Http:Port ", root, StringComparison.Ordinal);
        Assert.DoesNotContain("Discord|", channel, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+", version);
    }
}
