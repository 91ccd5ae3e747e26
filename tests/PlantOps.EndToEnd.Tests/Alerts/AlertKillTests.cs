using System.Text.Json;

namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>The gateway dies at the worst moments.</summary>
public sealed class AlertKillTests : AlertScenario
{
    [Fact]
    public async Task Gateway_KilledBetweenRaisingAndSending_TheMessageComesOnce()
    {
        await SayAsync("channel", "add", "discord", "Family", $"url={Discord.Webhook}");
        Discord.Plan(DiscordServer.Refusal.TooMany);
        await RaiseAsync();
        await UntilAsync("/api/v1/deliveries",
            page => StatesOf(page) == "waiting" && page.GetProperty("items")[0].GetProperty("attempts").GetInt32() == 1);

        await Gateway.KillAsync();
        await Gateway.StartAsync(Settings);

        await Discord.MessageAsync("is dry");
        await UntilAsync("/api/v1/deliveries", page => StatesOf(page) == "sent");
        await Gateway.KillAsync();
        await Gateway.StartAsync(Settings);
        await UntilAsync(
            "/api/v1/plants", page => page.GetProperty("items")[0].GetProperty("condition").GetString() == "warning");
        Assert.Single(Discord.Taken);
    }

    [Fact]
    public async Task Gateway_KilledWhileItSends_IsUncertainAndNotSentAgain()
    {
        await SayAsync("channel", "add", "discord", "Family", $"url={Discord.Webhook}");
        Discord.Plan(DiscordServer.Refusal.Silence);
        await RaiseAsync();
        await Discord.RefusedAsync(1);

        await Gateway.KillAsync();
        await Gateway.StartAsync(Settings);

        var page = await UntilAsync("/api/v1/deliveries", page => StatesOf(page) == "uncertain");
        Assert.NotEqual(JsonValueKind.Null, page.GetProperty("items")[0].GetProperty("reason").ValueKind);
        Assert.Empty(Discord.Taken);
    }
}
