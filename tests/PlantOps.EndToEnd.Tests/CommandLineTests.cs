using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

public sealed partial class CommandLineTests
{
    [Fact]
    public async Task DeviceAdd_GatewayRunning_PrintsACodeForPeopleAndForScripts()
    {
        await using var gateway = await GatewayProcess.StartedAsync();

        var people = await gateway.CommandAsync("device", "add", "Fern on the sill");
        var script = await gateway.CommandAsync("device", "add", "Fern on the sill", "--json");

        Assert.Equal(0, people.ExitCode);
        Assert.Matches(Code(), people.Output);
        Assert.Matches(Code(), JsonDocument.Parse(script.Output).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task DeviceAdd_NoGateway_SaysHowToStartOne()
    {
        await using var gateway = new GatewayProcess();

        var ended = await gateway.CommandAsync("device", "add", "Fern");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("No gateway is running", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlantPhoto_SetSavedAndRemoved_IsTheFileThatWasGiven()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        var plant = JsonDocument.Parse(
            (await gateway.CommandAsync("plant", "add", "Fern", "--json")).Output).RootElement.GetProperty("id").GetString()!;
        var (given, saved) = (Path.Combine(gateway.DataDirectory, "given.jpg"), Path.Combine(gateway.DataDirectory, "saved.jpg"));
        await File.WriteAllBytesAsync(given, [0xFF, 0xD8, 0xFF, 0xE0, 7], TestContext.Current.CancellationToken);

        var set = await gateway.CommandAsync("plant", "photo", "set", plant, given);
        var save = await gateway.CommandAsync("plant", "photo", "save", plant, saved);
        var again = await gateway.CommandAsync("plant", "photo", "save", plant, saved);
        var removed = await gateway.CommandAsync("plant", "photo", "remove", plant);
        var none = await gateway.CommandAsync("plant", "photo", "save", plant, saved);

        Assert.Equal((0, 0, 1, 0, 1), (set.ExitCode, save.ExitCode, again.ExitCode, removed.ExitCode, none.ExitCode));
        Assert.Equal(await File.ReadAllBytesAsync(given, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(saved, TestContext.Current.CancellationToken));
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Contains("has no picture", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlantPhoto_TooLargeOrNone_SaysSo()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        var plant = JsonDocument.Parse(
            (await gateway.CommandAsync("plant", "add", "Fern", "--json")).Output).RootElement.GetProperty("id").GetString()!;
        var (large, text) = (Path.Combine(gateway.DataDirectory, "large.jpg"), Path.Combine(gateway.DataDirectory, "text.jpg"));
        await File.WriteAllBytesAsync(large, [0xFF, 0xD8, 0xFF, .. new byte[3_000_000]], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(text, "none", TestContext.Current.CancellationToken);

        var (tooLarge, none) = (await gateway.CommandAsync("plant", "photo", "set", plant, large),
            await gateway.CommandAsync("plant", "photo", "set", plant, text));

        Assert.Equal((1, 1), (tooLarge.ExitCode, none.ExitCode));
        Assert.Contains("a picture may have 512", tooLarge.Error, StringComparison.Ordinal);
        Assert.Contains("neither a JPEG", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_StatsAndRebuild_SayWhatThereIs()
    {
        await using var gateway = await GatewayProcess.StartedAsync();

        var people = await gateway.CommandAsync("store", "stats");
        var script = await gateway.CommandAsync("store", "stats", "--json");
        var rebuilt = await gateway.CommandAsync("store", "rebuild-rollups", "--json");

        Assert.Contains("400 days", people.Output, StringComparison.Ordinal);
        var tiers = JsonDocument.Parse(script.Output).RootElement.GetProperty("tiers").EnumerateArray().ToList();
        Assert.Equal(["raw", "15m", "1h", "1d"], tiers.Select(tier => tier.GetProperty("tier").GetString()));
        Assert.Equal("""{"days":0,"rolled_up":0}""", rebuilt.Output.Trim());
    }

    [Theory]
    [InlineData("device", "add")]
    [InlineData("device", "water")]
    [InlineData("token", "create", "x", "--role", "king")]
    public async Task Command_WrongUsage_Ends2(params string[] arguments)
    {
        await using var gateway = await GatewayProcess.StartedAsync();

        var ended = await gateway.CommandAsync(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
    }

    [Fact]
    public async Task Socket_OfTheDataDirectory_OnlyItsOwnerCanOpen()
    {
        await using var gateway = await GatewayProcess.StartedAsync();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(gateway.DataDirectory, "plantops.sock")));
    }

    [Fact]
    public async Task Stop_Terminated_EndsCleanly()
    {
        await using var gateway = await GatewayProcess.StartedAsync();

        Assert.Equal(0, await gateway.StopAsync());
        Assert.False(File.Exists(Path.Combine(gateway.DataDirectory, "plantops.sock")));
    }

    [Fact]
    public async Task Stop_DevicesConnected_EndsCleanlyAllTheSame()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        await using var client = new DeviceClient(gateway, await Credentials.RegisterAsync(gateway, "connected"));
        await client.ConnectAsync();

        Assert.Equal(0, await gateway.StopAsync());
        Assert.DoesNotContain("Exception", gateway.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}")]
    private static partial Regex Code();
}
