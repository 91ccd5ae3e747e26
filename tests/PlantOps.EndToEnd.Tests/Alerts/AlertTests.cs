using System.Globalization;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>From a pot to a message on somebody's phone, all of it as processes.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private static readonly string[] Settings = ["--Notifications:AllowLocalTargets", "true", "--Notifications:BatchSeconds", "1"];

    private readonly string _flash = Directory.CreateTempSubdirectory("plantops-flash-").FullName;
    private readonly DiscordServer _discord = new();
    private readonly GatewayProcess _gateway = new();
    private GatewayApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        await _gateway.StartAsync(Settings);
        _api = await _gateway.ApiAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
        await _discord.DisposeAsync();
        Directory.Delete(_flash, recursive: true);
    }

    [Fact]
    public async Task VirtualPlant_DriesIsWateredAndItsDeviceDies_OneMessageForEach()
    {
        await SayAsync("channel", "add", "discord", "Family", $"url={_discord.Webhook}");
        _discord.Plan(DiscordServer.Refusal.TooMany, DiscordServer.Refusal.Silence);
        var running = Finished.RunAsync(
            Repository.VirtualDevice,
            ["--gateway", $"{_gateway.Https}", "--code", await _gateway.AddDeviceAsync("Fern"), "--data", _flash, "--interval", "5", "--drying", "10000", "--duration", "55s"]);
        var device = (await UntilAsync("/api/v1/devices", devices => devices.GetArrayLength() > 0))[0].GetProperty("id").GetString()!;

        var plant = await WatchedAsync(device, "warning=40", "critical=28", "hysteresis=1");

        await _discord.MessageAsync("is dry");
        await _discord.MessageAsync("critical");
        await _discord.MessageAsync("back to normal");
        Assert.Equal(0, (await running).ExitCode);
        await _discord.MessageAsync("no data");
        Assert.Equal("unknown", (await _api.GetAsync($"/api/v1/plants/{plant}")).GetProperty("condition").GetString());
        Assert.Equal(4, _discord.Taken.Count);
        Assert.Equal(2, _discord.Refused);
    }

    [Fact]
    public async Task Gateway_KilledBetweenRaisingAndSending_TheMessageComesOnce()
    {
        await SayAsync("channel", "add", "discord", "Family", $"url={_discord.Webhook}");
        _discord.Plan(DiscordServer.Refusal.TooMany);
        await RaiseAsync();
        await _discord.RefusedAsync(1);

        await _gateway.KillAsync();
        await _gateway.StartAsync(Settings);

        await _discord.MessageAsync("is dry");
        await UntilAsync("/api/v1/deliveries", page => StatesOf(page) == "sent");
        await _gateway.KillAsync();
        await _gateway.StartAsync(Settings);
        await UntilAsync("/api/v1/plants", page => page.GetProperty("items")[0].GetProperty("condition").GetString() == "warning");
        Assert.Single(_discord.Taken);
    }

    [Fact]
    public async Task Gateway_KilledWhileItSends_IsUncertainAndNotSentAgain()
    {
        await SayAsync("channel", "add", "discord", "Family", $"url={_discord.Webhook}");
        _discord.Plan(DiscordServer.Refusal.Silence);
        await RaiseAsync();
        await _discord.RefusedAsync(1);

        await _gateway.KillAsync();
        await _gateway.StartAsync(Settings);

        var page = await UntilAsync("/api/v1/deliveries", page => StatesOf(page) == "uncertain");
        Assert.NotEqual(JsonValueKind.Null, page.GetProperty("items")[0].GetProperty("reason").ValueKind);
        Assert.Empty(_discord.Taken);
    }

    [Fact]
    public async Task QuietHours_AWarning_WaitsUntilTheyAreOverAndTheDigestComes()
    {
        var channel = await SayAsync("channel", "add", "discord", "Family", $"url={_discord.Webhook}");
        var end = DateTimeOffset.UtcNow.AddSeconds(75);
        var (from, to) = (Minute(end.AddHours(-3)), Minute(end));
        await SayAsync(
            "person", "add", "Ada", "--time-zone", "UTC", "--quiet", $"{from}-{to}", "--digest", to, "--channel", channel.GetProperty("id").GetString()!);
        var over = new DateTimeOffset(end.Year, end.Month, end.Day, end.Hour, end.Minute, 0, TimeSpan.Zero);

        await RaiseAsync();
        await UntilAsync("/api/v1/alerts?open=true", page => page.GetProperty("items").GetArrayLength() == 1);
        if (DateTimeOffset.UtcNow < over) Assert.Empty(_discord.Taken);

        await _discord.MessageAsync("is dry");
        await _discord.MessageAsync("needs you today");
        Assert.True(DateTimeOffset.UtcNow >= over);
    }

    private static string Minute(DateTimeOffset time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string StatesOf(JsonElement page) => string.Join(' ', page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("state").GetString()));

    /// <summary>A plant that is too dry from its first reading.</summary>
    private async Task RaiseAsync()
    {
        var credentials = await Credentials.RegisterAsync(_gateway, "AA:BB");
        await WatchedAsync(credentials.DeviceId, "warning=50");
        await using var device = new DeviceClient(_gateway, credentials);
        await device.ConnectAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await device.PublishUntilAsync(1, stop.Token);
        Assert.NotEmpty(device.Acknowledged);
    }

    private async Task<string> WatchedAsync(string device, params string[] soilLow)
    {
        var plant = (await SayAsync("plant", "add", "Fern", "--place", "Bathroom")).GetProperty("id").GetString()!;
        await SayAsync(["plant", "rule", plant, "soil_moisture.low", "dwell_s=0", .. soilLow]);
        await SayAsync("plant", "rule", plant, "no_data", "dwell_s=0");
        await SayAsync("plant", "watch", plant, device);
        return plant;
    }

    private async Task<JsonElement> SayAsync(params string[] arguments)
    {
        var said = await _gateway.CommandAsync([.. arguments, "--json"]);
        Assert.True(said.ExitCode == 0, said.Error + said.Output);
        return JsonDocument.Parse(said.Output).RootElement;
    }

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await _api.GetAsync(path);
            if (isSo(answer)) return answer;
            Assert.True(await beat.WaitForNextTickAsync(deadline.Token), $"{path}: {answer}");
        }
    }
}
