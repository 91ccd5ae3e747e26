using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>From a pot to a message on somebody's phone.</summary>
public sealed class DryingPlantTests : AlertScenario
{
    [Fact]
    public async Task VirtualPlant_DriesIsWateredAndItsDeviceDies_OneMessageForEach()
    {
        var flash = Directory.CreateTempSubdirectory("plantops-flash-");
        await SayAsync("channel", "add", "discord", "Family", $"url={Discord.Webhook}");
        Discord.Plan(DiscordServer.Refusal.TooMany, DiscordServer.Refusal.Silence);
        var running = Finished.RunAsync(
            Repository.VirtualDevice,
            ["--gateway", $"{Gateway.Https}", "--code", await Gateway.AddDeviceAsync("Fern"), "--data", flash.FullName,
                "--interval", "5", "--drying", "10000", "--duration", "55s"]);
        var device = (await UntilAsync("/api/v1/devices", devices => devices.GetArrayLength() > 0))[0].GetProperty("id")
            .GetString()!;

        var plant = await WatchedAsync(device, "warning=40", "critical=28", "hysteresis=1");

        await Discord.MessageAsync("is dry");
        await Discord.MessageAsync("is drying out");
        await Discord.MessageAsync("back to normal");
        Assert.Equal(0, (await running).ExitCode);
        await Discord.MessageAsync("sends nothing");
        Assert.Equal("unknown", (await Api.GetAsync($"/api/v1/plants/{plant}")).GetProperty("condition").GetString());
        Assert.Equal(4, Discord.Taken.Count);
        Assert.Equal(2, Discord.Refused);
        flash.Delete(recursive: true);
    }
}
