namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>The gateway is told to stop while the other side says nothing.</summary>
public sealed class AlertStopTests : AlertScenario
{
    [Fact]
    public async Task Gateway_TerminatedWhileDiscordHangs_TheMessageComesAfterTheNextStart()
    {
        await SayAsync("channel", "add", "discord", "Family", $"url={Discord.Webhook}");
        Discord.Plan(DiscordServer.Refusal.Silence);
        await RaiseAsync();
        await Discord.RefusedAsync(1);

        Assert.Equal(0, await Gateway.StopAsync());
        Assert.Empty(Discord.Taken);
        await Gateway.StartAsync(Settings);

        await Discord.MessageAsync("is dry");
        await UntilAsync("/api/v1/deliveries", page => StatesOf(page) == "sent");
        Assert.Single(Discord.Taken);
        Assert.Equal(1, Discord.Refused);
    }
}
