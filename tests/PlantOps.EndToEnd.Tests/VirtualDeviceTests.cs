using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>The device's own code, as a process, against the gateway, as another.</summary>
public sealed partial class VirtualDeviceTests : IAsyncLifetime
{
    private readonly string _flash = Directory.CreateTempSubdirectory("plantops-flash-").FullName;
    private GatewayProcess _gateway = null!;
    private GatewayApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartedAsync();
        _api = await _gateway.ApiAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
        Directory.Delete(_flash, recursive: true);
    }

    [Fact]
    public async Task Enrol_WithACode_PublishesWhatItMeasures()
    {
        var ran = await EnrolAsync("--speed", "10", "--start=-2m", "--duration", "60s");

        Assert.True(ran.ExitCode == 0, ran.Output + ran.Error);
        var device = (await _api.GetAsync("/api/v1/devices"))[0];
        Assert.Equal("Fern", device.GetProperty("name").GetString());
        var raw = await _api.RawAsync(device.GetProperty("id").GetString()!);
        Assert.Equal(Taken(ran), raw.GetProperty("t").GetArrayLength());
        Assert.All(
            raw.GetProperty("metrics").GetProperty("temperature").EnumerateArray(), t => Assert.InRange(t.GetDouble(), -10, 45));
    }

    [Fact]
    public async Task Enrol_WithEverySensorThereIs_PublishesWhatEachOfThemMeasures()
    {
        var ran = await EnrolAsync("--all-sensors", "--speed", "10", "--start=-2m", "--duration", "60s");

        Assert.True(ran.ExitCode == 0, ran.Output + ran.Error);
        var device = (await _api.GetAsync("/api/v1/devices"))[0];
        Assert.Equal(8, device.GetProperty("sensors").GetArrayLength());
        var id = device.GetProperty("id").GetString()!;
        var metrics = (await _api.RawAsync(id)).GetProperty("metrics");
        AssertAll(metrics, "battery_voltage", 3.4, 4.2);
        AssertAll(metrics, "soil_temperature", 5, 40);
        for (var channel = 2; channel <= 4; channel++)
        {
            var path = $"/api/v1/devices/{id}/telemetry?resolution=raw&from=2020-01-01T00:00:00Z&soil_channel={channel}";
            var further = (await _api.GetAsync(path)).GetProperty("metrics");
            AssertAll(further, "soil_moisture", 15, 80);
            AssertAll(further, "soil_raw", 1250, 2900);
            AssertAll(further, "soil_temperature", 5, 40);
            Assert.NotEqual(metrics.GetProperty("soil_raw")[0].GetDouble(), further.GetProperty("soil_raw")[0].GetDouble());
        }

        void AssertAll(JsonElement metrics, string name, double least, double most)
        {
            Assert.Equal(Taken(ran), metrics.GetProperty(name).GetArrayLength());
            Assert.All(metrics.GetProperty(name).EnumerateArray(), value => Assert.InRange(value.GetDouble(), least, most));
        }
    }

    [Fact]
    public async Task Portal_OfAnEnrolledDevice_SaysWhyItStaysClosed()
    {
        await EnrolAsync("--duration", "1s");

        var ran = await RunAsync("--portal", $"{GatewayProcess.FreePort()}", "--duration", "1s");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("the portal stays closed, as this device is enrolled", ran.Output, StringComparison.Ordinal);
        Assert.Contains("--data OTHER", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_AnHourWithThreePowerCuts_EveryReadingArrivesOnceWithItsTime()
    {
        var enrolled = await EnrolAsync("--speed", "20", "--start=-3h", "--duration", "60s", "--interval", "10");
        await _gateway.StopAsync();
        var start = DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeMilliseconds();

        var away = await RunAsync("--speed", "360", "--start=-2h", "--duration", "1h", "--power-cuts", "3", "--interval", "60");
        var end = start + 3_660_000;
        await _gateway.StartAsync();
        var (back, taken) = await DrainAsync();

        Assert.Contains("power cut", away.Output, StringComparison.Ordinal);
        Assert.Contains("buffered 0, lost 0", back.Output, StringComparison.Ordinal);
        var device = (await _api.GetAsync("/api/v1/devices"))[0].GetProperty("id").GetString()!;
        var raw = await _api.RawAsync(device);
        Assert.Equal(Taken(enrolled) + Taken(away) + taken, raw.GetProperty("t").GetArrayLength());
        Assert.All(await _api.IdentitiesAsync(device), reading => Assert.Equal(1, reading.Value));
        Assert.Equal(Taken(away), raw.GetProperty("t").EnumerateArray().Count(t => t.GetInt64() >= start && t.GetInt64() < end));
    }

    [Fact]
    public async Task Enrol_CodeOfAnotherGateway_RefusesAndTellsItNothing()
    {
        await using var other = await GatewayProcess.StartedAsync();
        var code = await other.AddDeviceAsync("Elsewhere");

        var ran = await RunAsync("--gateway", $"{_gateway.Https}", "--code", code, "--duration", "10s");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("certificate", ran.Output + ran.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await _api.GetAsync("/api/v1/devices")).GetArrayLength());
        Assert.DoesNotContain("register", _gateway.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Enrol_AnErasedDeviceThatWasThereToday_NeedsACodeOfItsOwn()
    {
        Assert.Equal(0, (await EnrolAsync("--duration", "5s")).ExitCode);
        var id = (await FirstDeviceAsync(_ => true)).GetProperty("id").GetString()!;
        Directory.Delete(Path.Combine(_flash, "0001", "flash"), recursive: true);

        var refused = await EnrolAsync("--duration", "5s");
        var claim = JsonDocument.Parse((await _gateway.CommandAsync("device", "claim", id, "--json")).Output).RootElement;
        var again = await RunAsync(
            "--gateway", $"{_gateway.Https}", "--code", claim.GetProperty("code").GetString()!, "--duration", "5s");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"plantops device claim {id}", refused.Error, StringComparison.Ordinal);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains($"enrolled as {id}", again.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await _api.GetAsync("/api/v1/devices")).GetArrayLength());
    }

    [Fact]
    public async Task Enrol_MistypedCode_IsSaidBeforeAnythingIsSent()
    {
        var code = await _gateway.AddDeviceAsync("Fern");
        var mistyped = (code[0] == '0' ? '1' : '0') + code[1..];

        var ran = await RunAsync("--gateway", $"{_gateway.Https}", "--code", mistyped, "--duration", "5s");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("the code is mistyped", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buffer_DamagedWhileAway_TheRestArrivesAndTheLossIsTold()
    {
        await EnrolAsync("--duration", "5s");
        await _gateway.StopAsync();
        var away = await RunAsync("--speed", "360", "--start=-3h", "--duration", "1h", "--interval", "60");
        var segment = Directory.EnumerateFiles(_flash, "*", SearchOption.AllDirectories)
            .OrderByDescending(file => new FileInfo(file).Length).First();
        await using (var file = new FileStream(segment, FileMode.Open)) await ScribbleAsync(file);
        await _gateway.StartAsync();

        var back = await RunAsync("--speed", "20", "--start=-10m", "--duration", "2m", "--interval", "10");

        var lost = int.Parse(Lost().Match(back.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        Assert.InRange(lost, 1, 3);
        Assert.Contains("buffered 0", back.Output, StringComparison.Ordinal);
        var device = (await _api.GetAsync("/api/v1/devices"))[0].GetProperty("id").GetString()!;
        Assert.True((await _api.IdentitiesAsync(device)).Count >= Taken(away) - lost);
    }

    [Fact]
    public async Task Settings_ChangedWhileItRuns_AreTakenAndItDoesWhatItIsTold()
    {
        var running = EnrolAsync("--duration", "30s");
        var device = await FirstDeviceAsync(found => found.GetProperty("state").GetString() == "online");
        var id = device.GetProperty("id").GetString()!;

        var set = await _gateway.CommandAsync("device", "set", id, "interval_s=7", "led_dry_percent=30");
        await SettingsAsync(id, settings => settings.GetProperty("state").GetString() == "in_sync");
        var told = await _gateway.CommandAsync("device", "tell", id, "read_now");
        var refused = await _gateway.CommandAsync("device", "set", id, "interval_s=4");
        var unknown = await _gateway.CommandAsync("device", "set", id, "pins.soli=3");

        Assert.True(set.ExitCode == 0, set.Error);
        Assert.Equal("read_now: done", told.Output.Trim());
        Assert.Equal(7, (await FirstDeviceAsync(_ => true)).GetProperty("interval_s").GetInt32());
        Assert.Equal((1, 2), (refused.ExitCode, unknown.ExitCode));
        Assert.Contains("interval_s: 5 to 86400 seconds.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean pins.soil?", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await running).ExitCode);
    }

    private async Task<JsonElement> FirstDeviceAsync(Func<JsonElement, bool> isSo) =>
        (await UntilAsync("/api/v1/devices", devices => devices.GetArrayLength() > 0 && isSo(devices[0])))[0];

    private Task<JsonElement> SettingsAsync(string id, Func<JsonElement, bool> isSo) =>
        UntilAsync($"/api/v1/devices/{id}/settings", isSo);

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await _api.GetAsync(path);
            if (isSo(answer)) return answer;
            Assert.True(await beat.WaitForNextTickAsync(deadline.Token), path);
        }
    }

    private static async Task ScribbleAsync(FileStream file)
    {
        file.Position = file.Length / 2;
        await file.WriteAsync("damage"u8.ToArray());
    }

    private async Task<Finished> EnrolAsync(params string[] more) =>
        await RunAsync(["--gateway", $"{_gateway.Https}", "--code", await _gateway.AddDeviceAsync("Fern"), .. more]);

    private Task<Finished> RunAsync(params string[] arguments) =>
        Finished.RunAsync(Repository.VirtualDevice, [.. arguments, "--data", _flash]);

    // Its two minutes are six seconds of ours, in which a busy machine may not even connect: then it gets another two.
    private async Task<(Finished Last, int Taken)> DrainAsync()
    {
        var taken = 0;
        for (var minutesAgo = 20; ; minutesAgo -= 3)
        {
            var ran = await RunAsync("--speed", "20", $"--start=-{minutesAgo}m", "--duration", "2m", "--interval", "10");
            taken += Taken(ran);
            if (minutesAgo <= 5 || ran.Output.Contains("buffered 0,", StringComparison.Ordinal)) return (ran, taken);
        }
    }

    private static int Taken(Finished ran)
    {
        Assert.Matches(TakenText(), ran.Output);
        return int.Parse(TakenText().Match(ran.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"taken (\d+),")]
    private static partial Regex TakenText();

    [GeneratedRegex(@"lost (\d+)")]
    private static partial Regex Lost();
}
