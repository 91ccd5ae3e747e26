using System.Diagnostics;
using System.Text.Json;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>A whole gateway, set up on its command line, that tells a real server.</summary>
public sealed class NotificationServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SomethingHappens_ArrivesOnceAndIsListed()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync(
            more: ["--Notifications:AllowLocalTargets", "true", "--Notifications:BatchSeconds", "0", "--Notifications:PublicUrl",
                "https://plants.example.org"]);
        var channel =
            await Run(gateway, "channel", "add", "discord", "home", $"url={server.Url}/api/webhooks/1/secret", "--json");
        var id = channel.GetProperty("id").GetString()!;
        await Run(gateway, "person", "add", "Ada", "--time-zone", "Europe/Berlin", "--quiet", "00:00-23:59", "--digest", "none",
            "--channel", id, "--json");
        var plant = TestAlerts.Plant("Fern");
        var alert = TestAlerts.Alert(
            plant, severity: AlertSeverity.Critical, raisedAt: TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        TestAlerts.Happens(gateway.Services, plant, alert, alert.Event(AlertEventKind.Raised, 5));

        var request = await server.NextRequest();
        Assert.Contains("Fern is drying out", request.Text("content"), StringComparison.Ordinal);
        Assert.EndsWith("<https://plants.example.org/plants/p-fern>", request.Text("content"), StringComparison.Ordinal);
        var delivery = await Eventually(gateway, "sent");
        Assert.Equal((id, alert.Id, 1),
            (delivery.GetProperty("channel_id").GetString(), delivery.GetProperty("alerts")[0].GetString(),
                delivery.GetProperty("attempts").GetInt32()));

        var test = await Run(gateway, "channel", "test", id, "--json");
        Assert.True(test.GetProperty("sent").GetBoolean());
        Assert.Contains("PlantOps can reach you", (await server.NextRequest()).Text("content"), StringComparison.Ordinal);
        Assert.Equal(0, server.Unseen);

        server.Answers(404, """{"message":"Unknown Webhook"}""");
        var (exit, _, error) = await Started(gateway, "channel", "test", id, "--json");
        Assert.Equal((1, "It was not sent. 127.0.0.1 answered 404: Unknown Webhook"), (exit, error.Trim()));
    }

    [Theory]
    [InlineData("discord", "home", "webhook=x")]
    [InlineData("discord", "home", "url")]
    [InlineData("email", "home", "port=many")]
    [InlineData("pigeon", "home")]
    public async Task Run_ChannelThatCannotBe_IsWrongUsage(params string[] arguments)
    {
        await using var gateway = await GatewayHost.StartedAsync();

        Assert.Equal(2, (await Started(gateway, ["channel", "add", .. arguments])).Exit);
    }

    [Fact]
    public async Task Run_CommandLine_ListsChangesAndRemoves()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var channel = (await Run(gateway, "channel", "add", "email", "mail", "host=mail.example.org", "port=465", "security=tls",
            "from=a@b.c", "to=d@e.f", "--json"))
            .GetProperty("id").GetString()!;
        var person = (await Run(gateway, "person", "add", "Ada", "--channel", channel, "--json")).GetProperty("id").GetString()!;

        var changed = await Run(
            gateway, "person", "set", person, "--quiet", "22:00-07:00", "--digest", "none", "--name", "Ada L.", "--json");
        Assert.Equal(("Ada L.", "22:00", channel), (changed.GetProperty("name").GetString(),
            changed.GetProperty("quiet_hours").GetProperty("from").GetString(), changed.GetProperty("channels")[0].GetString()));

        await Run(gateway, "channel", "remove", channel, "--json");
        var people = await Run(gateway, "person", "list", "--json");
        Assert.Equal(0, people.GetProperty("items")[0].GetProperty("channels").GetArrayLength());
        Assert.Equal(0, (await Run(gateway, "channel", "list", "--json")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await Run(gateway, "delivery", "list", "--json")).GetProperty("items").GetArrayLength());
    }

    /// <summary>The answer to the request is written down a moment after it came.</summary>
    private static async Task<JsonElement> Eventually(GatewayHost gateway, string state)
    {
        for (var i = 0; ; i++)
        {
            var delivery = (await Run(gateway, "delivery", "list", "--json")).GetProperty("items")[0];
            if (delivery.GetProperty("state").GetString() == state || i == 20) return delivery;
        }
    }

    private static async Task<JsonElement> Run(GatewayHost gateway, params string[] arguments)
    {
        var (exit, output, error) = await Started(gateway, arguments);
        Assert.True(exit == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<(int Exit, string Output, string Error)> Started(GatewayHost gateway, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "plantops"), [.. arguments, "--DataDirectory", gateway.DataDirectory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }
}
