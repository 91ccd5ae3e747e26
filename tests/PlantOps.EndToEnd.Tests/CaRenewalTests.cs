using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>The gateway's CA is another one, and another one again, while devices are online or away.</summary>
public sealed partial class CaRenewalTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("plantops-ca-").FullName;
    private GatewayProcess _gateway = null!;
    private GatewayApi _api = null!;

    private string FirstCa => Path.Combine(_folder, "first-ca.crt");

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartedAsync();
        _api = await _gateway.ApiAsync();
        File.Copy(_gateway.CaFile, FirstCa);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task RenewCa_OnceAndAgain_DevicesOnlineAndAwayDeliverEverythingAndEndUpWithTheNewest()
    {
        var enrolled = await RunAsync("away", "--gateway", $"{_gateway.Https}", "--code", await _gateway.AddDeviceAsync("Away"),
            "--interval", "5", "--duration", "12s");
        var running = RunAsync("online", "--gateway", $"{_gateway.Https}", "--code", await _gateway.AddDeviceAsync("Online"),
            "--interval", "5", "--duration", "50s", "--outage", "25s+3s");
        await TrustsAsync(devices => devices.GetValueOrDefault("Online") == "current");

        await RenewAsync();
        await TrustsAsync(devices => devices["Online"] is "next" or "current" && devices["Away"] == "earlier");
        await RenewAsync();
        var online = await running;

        // On a slow machine its outage may be over before the second renewal: it learns of that one, and trusts it when it
        // connects.
        var reconnected = await RunAsync("online", "--interval", "5", "--duration", "12s");
        var back = await RunAsync("away", "--interval", "5", "--duration", "12s");
        await TrustsAsync(devices => devices["Away"] is "next" or "current");
        var again = await RunAsync("away", "--interval", "5", "--duration", "12s");

        await TrustsAsync(devices => devices["Online"] == "current" && devices["Away"] == "current");
        Assert.Equal(Taken(online) + Taken(reconnected), await StoredAsync("Online"));
        Assert.Equal(Taken(enrolled) + Taken(back) + Taken(again), await StoredAsync("Away"));
    }

    [Fact]
    public async Task RenewCa_ClientsWithTheOldCaInAFile_GoOnWorking()
    {
        Component.Need("mosquitto_pub");
        var credentials = await Credentials.RegisterAsync(_gateway, "mosquitto");
        await RenewAsync();
        await RenewAsync();

        foreach (var ca in new[] { FirstCa, await CurrentCaAsync() })
        {
            var published = await Finished.RunAsync(
                "mosquitto_pub",
                ["-h", "localhost", "-p", $"{_gateway.MqttPort}", "--cafile", ca, "-u", credentials.Username, "-P",
                    credentials.Password, "-t", credentials.TelemetryTopic, "-q", "1", "-s"],
                """{"temperature":21.5,"humidity":48.2,"soil_moisture":33.1,"light_level":812}""");
            Assert.True(published.ExitCode == 0, published.Error);
        }

        Assert.Equal(2, (await _api.RawAsync(credentials.DeviceId)).GetProperty("t").GetArrayLength());
    }

    [Fact]
    public async Task RenewCa_KilledInTheMiddle_StartsAndIsTrustedByThoseWhoTrustedItBefore()
    {
        var random = new Random(3);
        for (var round = 0; round < 3; round++)
        {
            var renewing = _gateway.CommandAsync("certificates", "renew-ca");
            await Task.WhenAny(renewing, Task.Delay(random.Next(40, 400), TestContext.Current.CancellationToken));
            await _gateway.KillAsync();
            await renewing;
            await _gateway.StartAsync();

            // The API's client trusts the first CA, and connects anew.
            await _api.GetAsync("/api/v1/devices");
            using var current = _gateway.CreateHttps();
            Assert.True((await current.GetAsync("/api/time", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        }
    }

    private async Task RenewAsync()
    {
        var renewed = await _gateway.CommandAsync("certificates", "renew-ca");
        Assert.True(renewed.ExitCode == 0, renewed.Error);
        Assert.Contains("vouches for its successor", renewed.Output, StringComparison.Ordinal);
    }

    private async Task<string> CurrentCaAsync()
    {
        var path = Path.Combine(_folder, "current-ca.crt");
        using var http = new HttpClient();
        await File.WriteAllTextAsync(path, await http.GetStringAsync($"http://localhost:{_gateway.HttpPort}/ca.crt"));
        return path;
    }

    private async Task TrustsAsync(Predicate<IReadOnlyDictionary<string, string>> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var seen = string.Empty;
        while (true)
        {
            var finished = await _gateway.CommandAsync("certificates", "--json");
            Assert.True(finished.ExitCode == 0, finished.Error);
            var devices = JsonDocument.Parse(finished.Output).RootElement.GetProperty("devices");
            var trusts = devices.EnumerateArray()
                .ToDictionary(
                    device => device.GetProperty("name").GetString()!, device => device.GetProperty("trusts").GetString()!);
            if (isSo(trusts)) return;
            seen = finished.Output;
            try
            {
                await beat.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(seen);
            }
        }
    }

    private async Task<int> StoredAsync(string name)
    {
        var devices = await _api.GetAsync("/api/v1/devices");
        var id = devices.EnumerateArray().Single(device => device.GetProperty("name").GetString() == name).GetProperty("id")
            .GetString()!;
        Assert.All(await _api.IdentitiesAsync(id), reading => Assert.Equal(1, reading.Value));
        return (await _api.RawAsync(id)).GetProperty("t").GetArrayLength();
    }

    private Task<Finished> RunAsync(string name, params string[] arguments) =>
        Finished.RunAsync(Repository.VirtualDevice, [.. arguments, "--data", Path.Combine(_folder, name)]);

    private static int Taken(Finished ran)
    {
        Assert.True(ran.ExitCode == 0, ran.Output + ran.Error);
        Assert.Contains("buffered 0, lost 0", ran.Output, StringComparison.Ordinal);
        return int.Parse(TakenText().Match(ran.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"taken (\d+),")]
    private static partial Regex TakenText();
}
