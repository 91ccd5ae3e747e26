using System.Globalization;

namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>What can wait until morning.</summary>
public sealed class QuietHoursTests : AlertScenario
{
    [Fact]
    public async Task QuietHours_AWarning_WaitsUntilTheyAreOverAndTheDigestComes()
    {
        var channel = await SayAsync("channel", "add", "discord", "Family", $"url={Discord.Webhook}");

        // The gateway has to know the person well before the digest is due: somebody new is not sent the one of this morning.
        var end = DateTimeOffset.UtcNow.AddSeconds(150);
        var (from, to) = (Minute(end.AddHours(-3)), Minute(end));
        await SayAsync(
            "person", "add", "Ada", "--time-zone", "UTC", "--quiet", $"{from}-{to}", "--digest", to, "--channel",
            channel.GetProperty("id").GetString()!);
        var over = new DateTimeOffset(end.Year, end.Month, end.Day, end.Hour, end.Minute, 0, TimeSpan.Zero);

        await RaiseAsync();
        await UntilAsync("/api/v1/alerts?open=true", page => page.GetProperty("items").GetArrayLength() == 1);
        var held =
            await UntilAsync("/api/v1/deliveries/held", held => held.GetArrayLength() == 1 || DateTimeOffset.UtcNow >= over);
        if (DateTimeOffset.UtcNow < over)
        {
            Assert.Equal(channel.GetProperty("id").GetString(), held[0].GetProperty("channel_id").GetString());
            Assert.Empty(Discord.Taken);
        }

        await Discord.MessageAsync("is dry");
        await Discord.MessageAsync("needs you today");
        Assert.True(DateTimeOffset.UtcNow >= over);
    }

    private static string Minute(DateTimeOffset time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
