using System.Text.Json;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>
/// A gateway, natively compiled where tests/publish-native was run, whose messages go to a server that plays Discord, all of it
/// as processes.
/// </summary>
public abstract class AlertScenario : IAsyncLifetime
{
    protected static readonly string[] Settings = ["--Notifications:AllowLocalTargets", "true", "--Notifications:BatchSeconds",
        "1"];

    private protected DiscordServer Discord { get; } = new();

    private protected GatewayProcess Gateway { get; } = new();

    private protected GatewayApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Gateway.StartAsync(Settings);
        Api = await Gateway.ApiAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Gateway.DisposeAsync();
        await Discord.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string StatesOf(JsonElement page) =>
        string.Join(' ', page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("state").GetString()));

    /// <summary>A plant that is too dry from its first reading.</summary>
    protected async Task RaiseAsync()
    {
        var credentials = await Credentials.RegisterAsync(Gateway, "AA:BB");
        await WatchedAsync(credentials.DeviceId, "warning=50");
        await using var device = new DeviceClient(Gateway, credentials);
        await device.ConnectAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await device.PublishUntilAsync(1, stop.Token);
        Assert.NotEmpty(device.Acknowledged);
    }

    protected async Task<string> WatchedAsync(string device, params string[] soilLow)
    {
        var plant = (await SayAsync("plant", "add", "Fern", "--place", "Bathroom")).GetProperty("id").GetString()!;
        await SayAsync(["plant", "rule", plant, "soil_moisture.low", "dwell_s=0", .. soilLow]);
        await SayAsync("plant", "rule", plant, "no_data", "dwell_s=0");
        await SayAsync("plant", "watch", plant, device);
        return plant;
    }

    protected async Task<JsonElement> SayAsync(params string[] arguments)
    {
        var said = await Gateway.CommandAsync([.. arguments, "--json"]);
        Assert.True(said.ExitCode == 0, said.Error + said.Output);
        return JsonDocument.Parse(said.Output).RootElement;
    }

    protected async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await Api.GetAsync(path);
            if (isSo(answer)) return answer;
            Assert.True(await beat.WaitForNextTickAsync(deadline.Token), $"{path}: {answer}");
        }
    }
}
