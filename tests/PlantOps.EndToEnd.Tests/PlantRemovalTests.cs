using System.Globalization;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>A plant that is removed with what was measured of it; natively compiled where tests/publish-native was run.</summary>
public sealed class PlantRemovalTests(ITestOutputHelper output)
{
    private const int Rounds = 3;
    private const int Days = 60;
    private const int MinutesPerDay = 24 * 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Remove_KilledAgainAndAgain_TakesThePlantsReadingsAndNoOthers()
    {
        var random = new Random(7);
        await using var gateway = await GatewayProcess.StartedAsync();
        using var api = await gateway.ApiAsync();
        var (watched, other) = (await Credentials.RegisterAsync(gateway, "watched"),
            await Credentials.RegisterAsync(gateway, "other"));
        var start = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddDays(-Days).ToUnixTimeMilliseconds());
        await ImportAsync(gateway, [watched.DeviceId, other.DeviceId], start);
        var since = start.AddDays(10).AddMinutes(30);
        var plant = await WatchedAsync(gateway, watched.DeviceId, since);
        var removing = gateway.CommandAsync("plant", "remove", plant, "--data", "remove");
        await UntilAsync(async () => (await api.GetAsync("/api/v1/plants")).GetProperty("items").GetArrayLength() == 0);

        var left = new List<int>();
        for (var round = 0; round < Rounds; round++)
        {
            await gateway.KillAsync();
            await gateway.StartAsync();
            left.Add(await CountAsync(api, watched.DeviceId));
            await AfterAsync(random.Next(1, 60));
        }

        await removing;

        output.WriteLine($"After each start: {string.Join(' ', left)} of {Days * MinutesPerDay} readings.");
        await UntilAsync(async () => await CountAsync(api, watched.DeviceId) == (10 * MinutesPerDay) + 30);
        var first = await api.IdentitiesAsync(watched.DeviceId);
        Assert.Equal(Enumerable.Range(0, (10 * MinutesPerDay) + 30).Select(i => (77L, (long)i)), first.Keys.Order());
        Assert.Equal(Days * MinutesPerDay, await CountAsync(api, other.DeviceId));
    }

    [Fact]
    public async Task Remove_ADevicePublishesOn_KeepsWhatItMeasuresAfterwards()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        using var api = await gateway.ApiAsync();
        await using var client = new DeviceClient(gateway, await Credentials.RegisterAsync(gateway, "on"));
        await client.ConnectAsync();
        var start = DateTimeOffset.UtcNow;
        await PublishAsync(client);
        var before = client.Acknowledged.Count;
        var plant = await WatchedAsync(gateway, client.DeviceId, start.AddSeconds(-1));
        var removed = await gateway.CommandAsync("plant", "remove", plant, "--data", "remove");
        Assert.True(removed.ExitCode == 0, removed.Error);
        await UntilAsync(async () => await CountAsync(api, client.DeviceId) == 0);

        await PublishAsync(client);

        Assert.NotEqual(0, before);
        Assert.Equal(client.Acknowledged.Order().Skip(before), (await api.IdentitiesAsync(client.DeviceId)).Keys.Order());
    }

    private static async Task<string> WatchedAsync(GatewayProcess gateway, string device, DateTimeOffset since)
    {
        var plant = JsonDocument.Parse(
            (await gateway.CommandAsync("plant", "add", "Fern", "--json")).Output).RootElement.GetProperty("id").GetString()!;
        var watching = await gateway.CommandAsync("plant", "watch", plant, device, "--since",
            since.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Assert.True(watching.ExitCode == 0, watching.Error);
        return plant;
    }

    private static async Task PublishAsync(DeviceClient client)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await client.PublishUntilAsync(1, stop.Token);
    }

    private static async Task ImportAsync(GatewayProcess gateway, string[] devices, DateTimeOffset start)
    {
        var file = Path.Combine(gateway.DataDirectory, "history.csv");
        var lines = devices.SelectMany(device => Enumerable.Range(0, Days * MinutesPerDay).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{device},{start.AddMinutes(i):yyyy-MM-dd'T'HH:mm:ss.fff'Z'},77,{i},{20 + (i % 50 / 10.0)}")));
        await File.WriteAllLinesAsync(file, lines.Prepend("device_id,time,boot,seq,temperature"));
        var imported = await gateway.CommandAsync("import", file);
        Assert.True(imported.ExitCode == 0, imported.Error);
    }

    private static async Task<int> CountAsync(GatewayApi api, string device) =>
        (await api.RawAsync(device)).GetProperty("t").GetArrayLength();

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await isSo()) Assert.True(await beat.WaitForNextTickAsync(deadline.Token));
    }

    private static async Task AfterAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }
}
