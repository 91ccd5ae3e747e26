using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Alerts;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// Some plants that are too dry from the first reading on: each alert is raised once, and each message is sent once.
/// </summary>
internal sealed class FleetWatch(ThreeGateways fleet, DiscordServer discord)
{
    private const int Plants = 5;

    /// <summary>What gateways need for it.</summary>
    public static readonly IReadOnlyList<string> Settings = ["--Notifications:AllowLocalTargets", "true",
        "--Notifications:BatchSeconds", "1"];

    private static IEnumerable<string> Names =>
        Enumerable.Range(0, Plants).Select(i => string.Create(CultureInfo.InvariantCulture, $"Fern{i}"));

    /// <summary>Where messages go to.</summary>
    public Task AddChannelAsync() => SayAsync("channel", "add", "discord", "Family", $"url={discord.Webhook}");

    /// <summary>Has some of the devices that are there watched.</summary>
    public async Task WatchAsync()
    {
        var devices = (await fleet.Api.GetAsync("/api/v1/devices")).EnumerateArray()
            .Select(device => device.GetProperty("id").GetString()!);
        foreach (var (name, device) in Names.Zip(devices))
        {
            var plant = (await SayAsync("plant", "add", name, "--place", "Hall")).GetProperty("id").GetString()!;
            await SayAsync("plant", "rule", plant, "soil_moisture.low", "dwell_s=0", "warning=99");
            await SayAsync("plant", "watch", plant, device);
        }
    }

    public async Task VerifyAsync()
    {
        foreach (var name in Names) await discord.MessageAsync(name);
        var told = string.Join('\n', discord.Taken);
        foreach (var name in Names) Assert.Single(Regex.Matches(told, name));
        var alerts = (await fleet.Api.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray()
            .Where(alert => alert.GetProperty("rule").GetString() == "soil_moisture.low");
        Assert.Equal(Plants, alerts.Count());
    }

    private async Task<JsonElement> SayAsync(params string[] arguments)
    {
        var said = await fleet.Gateways[0].CommandAsync([.. arguments, "--json"]);
        Assert.True(said.ExitCode == 0, said.Error + said.Output);
        return JsonDocument.Parse(said.Output).RootElement;
    }
}
