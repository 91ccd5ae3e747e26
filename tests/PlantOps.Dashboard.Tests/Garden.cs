using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Dashboard.Tests;

/// <summary>
/// Plants of every kind: one in need, one that is fine, one that is silent, one that nobody watches; and names that are
/// mark-up.
/// </summary>
internal sealed class Garden : IAsyncDisposable
{
    /// <summary>What somebody types who means harm.</summary>
    public const string Markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    private readonly HttpClient _owner;
    private readonly List<GardenDevice> _devices = [];

    private Garden(HttpClient owner) => _owner = owner;

    /// <summary>Dry, and an alert says so.</summary>
    public GardenDevice Fern { get; private set; } = null!;

    /// <summary>Fine. Its name and place are mark-up.</summary>
    public GardenDevice Basil { get; private set; } = null!;

    /// <summary>Was last measured three hours ago.</summary>
    public GardenDevice Orchid { get; private set; } = null!;

    public static async Task<Garden> PlantedAsync(GatewayProcess gateway)
    {
        var garden = new Garden(await OwnerAsync(gateway));
        garden.Fern = await garden.AddAsync(gateway, "Fern on the sill", "Bathroom");
        garden.Basil = await garden.AddAsync(gateway, $"Basil {Markup}"[..60], Markup);
        garden.Orchid = await garden.AddAsync(gateway, "Orchid", "Bedroom");
        await garden.SendAsync(HttpMethod.Post, "/api/v1/plants", new { name = "Cactus", place = "Office" });
        foreach (var device in garden._devices) await garden.RuleAsync(device);

        await garden.SendAsync(
            HttpMethod.Post, $"/api/v1/plants/{garden.Basil.PlantId}/journal", new { kind = "note", text = Markup });
        await garden.RememberAsync(gateway);
        await garden.Orchid.MeasureAsync(48, TimeSpan.FromHours(3));
        await garden.MeasureAsync();
        return garden;
    }

    /// <summary>The API of a gateway, for its owner.</summary>
    public static async Task<HttpClient> OwnerAsync(GatewayProcess gateway)
    {
        var finished = await gateway.CommandAsync("token", "create", "tests", "--json");
        var owner = gateway.CreateHttps();
        owner.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue(
                "Bearer", JsonDocument.Parse(finished.Output).RootElement.GetProperty("token").GetString());
        return owner;
    }

    /// <summary>Measures what is to be known now; the alert of the dry one is open when it returns, and no other.</summary>
    public async Task MeasureAsync()
    {
        await MeasureUntilAsync(Basil, 52, isOpen: false);
        await MeasureUntilAsync(Fern, 12, isOpen: true);
    }

    /// <summary>Measures so until an alert of it is open, or none is.</summary>
    public async Task MeasureUntilAsync(GardenDevice device, double soil, bool isOpen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await device.MeasureAsync(soil);
        }
        while (await HasAlertAsync(device) != isOpen);
    }

    /// <summary>One more plant that is dry, with a device of its own and an open alert: for one test, which removes it.</summary>
    public async Task<GardenDevice> AddDryAsync(GatewayProcess gateway, string name)
    {
        var device = await WatchedAsync(gateway, name, "Hall", $"AD:{Guid.NewGuid():N}"[..20]);
        await RuleAsync(device);
        await MeasureUntilAsync(device, 12, isOpen: true);
        return device;
    }

    /// <summary>Removes such a plant, with its device.</summary>
    public async Task RemoveAsync(GardenDevice device)
    {
        await SendAsync(HttpMethod.Delete, $"/api/v1/plants/{device.PlantId}?data=remove", null);
        await SendAsync(HttpMethod.Post, $"/api/v1/devices/{device.DeviceId}/retire", null);
    }

    private async Task<bool> HasAlertAsync(GardenDevice device)
    {
        var open = await SendAsync(HttpMethod.Get, $"/api/v1/alerts?open=true&plant={device.PlantId}", null);
        return open.GetProperty("items").GetArrayLength() > 0;
    }

    /// <summary>What its journal has of waterings.</summary>
    public async Task<IReadOnlyList<JsonElement>> WateringsAsync(GardenDevice device)
    {
        var journal = await SendAsync(HttpMethod.Get, $"/api/v1/plants/{device.PlantId}/journal", null);
        return [.. journal.GetProperty("items").EnumerateArray()
            .Where(entry => entry.GetProperty("kind").GetString() == "watered")];
    }

    /// <summary>Takes them out again: other tests begin without.</summary>
    public async Task ForgetAsync(GardenDevice device)
    {
        foreach (var entry in await WateringsAsync(device))
        {
            var id = entry.GetProperty("id").GetString();
            await SendAsync(HttpMethod.Delete, $"/api/v1/plants/{device.PlantId}/journal/{id}", null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices) await device.DisposeAsync();
        _owner.Dispose();
    }

    public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body) =>
        GardenDevice.SendAsync(_owner, method, path, body);

    /// <summary>A device that watches no plant.</summary>
    public Task<GardenDevice> EnrolledAsync(GatewayProcess gateway, string hardwareId) =>
        GardenDevice.EnrolledAsync(gateway, _owner, hardwareId);

    private async Task<GardenDevice> AddAsync(GatewayProcess gateway, string name, string place)
    {
        var device = await WatchedAsync(gateway, name, place, $"AA:{_devices.Count:D2}");
        _devices.Add(device);
        return device;
    }

    private async Task<GardenDevice> WatchedAsync(GatewayProcess gateway, string name, string place, string hardwareId)
    {
        var device = await GardenDevice.EnrolledAsync(gateway, _owner, hardwareId);
        var plant = await SendAsync(HttpMethod.Post, "/api/v1/plants", new { name, place, species = "nephrolepis-exaltata" });
        await device.WatchAsync(_owner, plant.GetProperty("id").GetString()!, TimeSpan.FromDays(370));
        return device;
    }

    // Without a cool-down: what one test was told of, the next is told of too.
    private async Task RuleAsync(GardenDevice device) => await SendAsync(
        HttpMethod.Put,
        $"/api/v1/plants/{device.PlantId}/rules/soil_moisture.low",
        new { warning = 35, critical = 15, dwell_s = 0, cooldown_s = 0 });

    // A year of hours of the dry one, with six hours in which nothing was measured.
    private async Task RememberAsync(GatewayProcess gateway)
    {
        const int Hours = 360 * 24;
        var file = Path.Combine(gateway.DataDirectory, "history.csv");
        var start = DateTimeOffset.UtcNow.AddHours(-Hours - 1);
        var rows = Enumerable.Range(0, Hours).Where(hour => hour is < (Hours - 60) or > (Hours - 54))
            .Select(hour => string.Create(
            CultureInfo.InvariantCulture,
            $"{Fern.DeviceId},{start.AddHours(hour):yyyy-MM-dd'T'HH:mm:ss.fff'Z'},77,{hour},{19 + (4 * Math.Sin(hour / 3.8)):0.00},{45 + (hour % 7)},{68 - (hour % 110 / 2.0):0.00}"));
        await File.WriteAllLinesAsync(file, rows.Prepend("device_id,time,boot,seq,temperature,humidity,soil_moisture"));
        var imported = await gateway.CommandAsync("import", file);
        Assert.True(imported.ExitCode == 0, imported.Error);
    }
}
