using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Tests.Dashboard;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>A gateway whose plans a model words.</summary>
internal sealed class WordedGarden : IAsyncDisposable
{
    private const long Hour = 60 * 60 * 1000;

    private const int PatientBeats = 20;

    private readonly GatewayHost _gateway;
    private readonly FakeTimeProvider _time;
    private int _devices;

    private WordedGarden(GatewayHost gateway, FakeTimeProvider time)
    {
        (_gateway, _time) = (gateway, time);
        Host = new PlantHost(gateway);
    }

    public PlantHost Host { get; }

    public HttpClient Owner => Host.Owner;

    public string DataDirectory => _gateway.DataDirectory;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<WordedGarden> StartedAsync(ScriptedModel model, FakeTimeProvider time)
    {
        var gateway =
            await GatewayHost.StartedAsync(time, more: ["--Notifications:AllowLocalTargets", "true", "--Alerts:TimeZone", "UTC"]);
        var garden = new WordedGarden(gateway, time);
        garden.Host.Service<AdvisorSetup>().Current = model.Settings;
        return garden;
    }

    /// <summary>A Boston fern whose soil is too dry.</summary>
    public async Task<string> Fern(
        string name = "Fern", string species = "nephrolepis-exaltata", int hours = 30, string? notes = null)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var (_, plant) = await Host.Ask(
            HttpMethod.Post, "/api/v1/plants",
            $$"""{"name":{{JsonSerializer.Serialize(name)}},"species":"{{species}}","notes":{{JsonSerializer.Serialize(notes)}}}""");
        var id = plant.GetProperty("id").GetString()!;
        var device = Host.Admit($"hw-{_devices++}");
        await Host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","since":{{now - (40 * Hour)}}}""");
        for (var hour = hours; hour >= 0; hour -= 1) Host.Store(device, now - (hour * Hour) - 60_000, 37);
        return id;
    }

    public async Task<JsonElement> Plan(string id) => (await Host.Get($"/api/v1/plants/{id}/care")).Body;

    public async Task<string> Page(string path)
    {
        using var browser = _gateway.Browser();
        return (await browser.GetAsync(path)).Html;
    }

    /// <summary>Has the model asked for what is to be asked now.</summary>
    public async Task Round()
    {
        var round = Host.Service<WordingService>().Round(Token);
        await Settled(round);
        await round;
    }

    /// <summary>
    /// Waits for what may itself wait for a provider to be asked again: that goes by the gateway's clock, which stands still
    /// here.
    /// </summary>
    public async Task Settled(Task asking)
    {
        var beats = 0;
        await Eventually.IsAsync(() => asking.IsCompleted, () =>
        {
            if (++beats > PatientBeats) _time.Advance(TimeSpan.FromSeconds(1));
        });
    }

    /// <summary>The same once somebody has read the plan of a plant.</summary>
    public async Task Worded(string id)
    {
        await Plan(id);
        await Round();
    }

    /// <summary>The same after some time.</summary>
    public Task Pass(TimeSpan time)
    {
        _time.Advance(time);
        return Round();
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
