using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Tests.VirtualPlants;

/// <summary>Plants that do not exist, over the gateway's own broker.</summary>
public sealed class VirtualPlantTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_OverTheApi_IsMeasuredAndMarkedAsVirtual()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var plant = await AddAsync(owner, "Fern");

        var device = DeviceOf(gateway, plant);
        var reading = await MeasuredAsync(gateway, device.Number);
        Assert.Equal(Quality.Ok, reading.Qualities[Metric.SoilMoisture]);
        Assert.InRange(reading.Values[Metric.SoilMoisture], 48, 56);
        Assert.InRange(reading.Values[Metric.Temperature], 10, 30);
        var view = await owner.GetFromJsonAsync<JsonElement>($"/api/v1/plants/{plant}", Token);
        Assert.True(view.GetProperty("virtual").GetBoolean());
        var shown = await owner.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{device.Id}", Token);
        Assert.True(shown.GetProperty("virtual").GetBoolean());
        Assert.Equal("online", shown.GetProperty("state").GetString());
        Assert.Equal("virtual", shown.GetProperty("model").GetString());
        var audit = await owner.GetFromJsonAsync<JsonElement>("/api/v1/audit", Token);
        Assert.Contains("Fern, virtual", audit.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfTheGateway_BringsThemBackAsWetAsTheyWere()
    {
        using var directory = new TemporaryDirectory();
        string plant;
        double soil;
        await using (var before = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            using var owner = before.SignedIn(TokenRole.Owner);
            plant = await AddAsync(owner, "Fern");
            var device = DeviceOf(before, plant).Number;
            await MeasuredAsync(before, device);
            using var watered = await owner.PostAsJsonAsync($"/api/v1/plants/{plant}/journal", new { kind = "watered" }, Token);
            var wet = await MeasuredAsync(before, device, reading => reading.Values[Metric.SoilMoisture] > 65);
            soil = wet.Values[Metric.SoilMoisture];
        }

        await using var after = await GatewayHost.StartedAsync(dataDirectory: directory.Path);

        var number = DeviceOf(after, plant).Number;
        var boot = after.Services.GetRequiredService<IReadingStore>().Latest(StreamId.OfDevice(number))!.Value.Boot;
        var reading = await MeasuredAsync(after, number, reading => reading.Boot != boot);
        Assert.InRange(reading.Values[Metric.SoilMoisture], soil - 2, soil + 2);
    }

    [Fact]
    public async Task Remove_TakesThePlantItsDeviceAndItsReadingsAway()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var plant = await AddAsync(owner, "Fern");
        var device = DeviceOf(gateway, plant);
        await MeasuredAsync(gateway, device.Number);

        using var removed = await owner.DeleteAsync($"/api/v1/virtual-plants/{plant}", Token);

        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Null(gateway.Services.GetRequiredService<PlantStore>().Find(plant));
        Assert.NotNull(gateway.Services.GetRequiredService<DeviceRegistry>().Find(device.Number)!.RetiredAt);
        Assert.False(gateway.Services.GetRequiredService<DevicePresence>().IsConnected(device.Number));
        Assert.Empty(gateway.Services.GetRequiredService<VirtualPlantStore>().Own);
        Assert.False(gateway.Services.GetRequiredService<VirtualPlantDevices>().Runs(plant));
        var removals = gateway.Services.GetRequiredService<Gateway.Plants.Removal.ReadingRemovals>();
        await Eventually.IsAsync(() => removals.All.Count == 0);
        Assert.Null(gateway.Services.GetRequiredService<IReadingStore>().Latest(StreamId.OfDevice(device.Number)));
        using var again = await owner.DeleteAsync($"/api/v1/virtual-plants/{plant}", Token);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Remove_AsAnyPlantIsRemoved_EndsItsDeviceToo()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var plant = await AddAsync(owner, "Fern");
        var care = gateway.Services.GetRequiredService<VirtualPlantCare>();
        using var removed = await owner.DeleteAsync($"/api/v1/plants/{plant}?data=remove", Token);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);

        await care.SettleAsync(Token);

        Assert.Empty(gateway.Services.GetRequiredService<VirtualPlantDevices>().Plants);
        Assert.Empty(gateway.Services.GetRequiredService<VirtualPlantStore>().Own);
    }

    [Fact]
    public async Task Add_OneMoreThanThereMayBe_IsRefused()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        for (var i = 0; i < VirtualPlantLimits.Max; i++) await AddAsync(owner, $"Fern {i}");

        using var answer = await owner.PostAsJsonAsync("/api/v1/virtual-plants", new { name = "One more" }, Token);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(VirtualPlantLimits.Max, gateway.Services.GetRequiredService<PlantStore>().All.Count);
    }

    [Fact]
    public async Task Start_OfTheGateway_LetsAReleasedDeviceBe()
    {
        using var directory = new TemporaryDirectory();
        string plant;
        await using (var before = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            using var owner = before.SignedIn(TokenRole.Owner);
            plant = await AddAsync(owner, "Fern");
            before.Services.GetRequiredService<DeviceLife>().Release(DeviceOf(before, plant));
        }

        await using var after = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        await after.Services.GetRequiredService<VirtualPlantCare>().SettleAsync(Token);

        Assert.Empty(after.Services.GetRequiredService<VirtualPlantDevices>().Plants);
        Assert.NotNull(DeviceOf(after, plant).ReleasedAt);
    }

    private static async Task<string> AddAsync(HttpClient owner, string name)
    {
        using var answer = await owner.PostAsJsonAsync(
            "/api/v1/virtual-plants", new { name, species = "chlorophytum-comosum" }, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }

    private static Device DeviceOf(GatewayHost gateway, string plant) => gateway.Services.GetRequiredService<DeviceRegistry>()
        .Find(gateway.Services.GetRequiredService<PlantStore>().Find(plant)!.Value.Watched!.Device)!;

    private static async Task<Reading> MeasuredAsync(GatewayHost gateway, int device, Func<Reading, bool>? isIt = null)
    {
        using var live = gateway.Services.GetRequiredService<LiveEvents>().Listen(LiveEventType.Reading, lastId: null);
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var latest = gateway.Services.GetRequiredService<IReadingStore>().Latest(StreamId.OfDevice(device));
            if (latest is { } reading && isIt?.Invoke(reading) != false) return reading;
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, "Nothing was measured.");
            await live.Wait(Patience, TimeProvider.System, Token);
            while (live.Take() is not null)
            {
                // What it is does not matter: the store is asked.
            }
        }
    }
}
