using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.Attack.Fuzzing;
using PlantOps.Attack.Targets;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// Databases with flipped bits, strange bytes, holes and missing ends. A gateway on one may refuse to start, and say why; what
/// it shows must be right, and what it cannot show must be said.
/// </summary>
internal sealed class DamageAttack : IAttack
{
    private const int AtOnce = 2;

    private static readonly string[] Paths = ["devices", "plants", "alerts", "channels", "people", "tokens", "audit",
        "deliveries", "species?q=fern"];

    public string Name => "damage";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("started on a damaged database", "requests answered");
        var device = new NumberedDevice(assault, await assault.Target.EnrolAsync("damage"));
        await device.PublishAsync(assault.Pick(3_000, 20_000));
        await assault.Target.EndAsync(isKill: false);
        var count = assault.Pick(6, 60);
        await assault.ShareAsync(AtOnce, async (share, random) =>
        {
            for (var i = share; i < count; i += AtOnce) await TryAsync(assault, device, random, i);
        });
        await assault.Target.StartAgainAsync();
    }

    private static async Task TryAsync(Assault assault, NumberedDevice device, Random random, int number)
    {
        assault.Tally.Tried();
        var copy = Directory.CreateTempSubdirectory("plantops-damage-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(assault.Target.Gateway.DataDirectory, "*", SearchOption.AllDirectories))
            {
                Copy(file, assault.Target.Gateway.DataDirectory, copy.FullName);
            }
            var how = Damage(Path.Combine(copy.FullName, "plantops.db"), random, number);
            using var program = new WrappedProgram(hasMovableClock: false);
            await using var gateway = new GatewayProcess(program.Path, copy.FullName);
            await ReadAsync(assault, device, gateway, new GatewayLog(program.LogFile), how);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static void Copy(string file, string from, string to)
    {
        if (File.GetUnixFileMode(file) is 0 || (File.GetAttributes(file) & FileAttributes.Device) != 0
            || file.EndsWith(".sock", StringComparison.Ordinal))
        {
            return;
        }
        var target = Path.Combine(to, Path.GetRelativePath(from, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }

    /// <summary>What was done, in words.</summary>
    private static string Damage(string file, Random random, int number)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        if (number % 10 == 9)
        {
            stream.SetLength(random.NextInt64(stream.Length));
            return $"cut off at {stream.Length:N0}";
        }

        var (times, length) = number % 3 == 0 ? (1, 512) : (random.Next(1, 65), 1);
        for (var i = 0; i < times; i++)
        {
            var at = random.NextInt64(stream.Length - length);
            var bytes = new byte[length];
            stream.Position = at;
            stream.ReadExactly(bytes);
            if (length == 1) bytes[0] ^= (byte)(number % 3 == 1 ? 1 << random.Next(8) : random.Next(1, 256));
            else Array.Clear(bytes);
            stream.Position = at;
            stream.Write(bytes);
        }

        return $"{times} × {(length == 512 ? "a hole of 512 bytes" : number % 3 == 1 ? "a flipped bit" : "another byte")}";
    }

    private static async Task ReadAsync(Assault assault, NumberedDevice device, GatewayProcess gateway, GatewayLog log,
        string how)
    {
        try
        {
            await gateway.StartAsync();
        }
        catch (InvalidOperationException)
        {
            assault.Tally.Reached("refused to start");
            var said = log.End(20);
            if (gateway.ExitCode != 1)
            {
                assault.Tally.Crashed($"A damaged database ({how}) ended it with {gateway.ExitCode}: {said}");
            }
            else if (said.Contains("Unhandled exception", StringComparison.Ordinal)
                || said.Contains("   at ", StringComparison.Ordinal))
            {
                assault.Tally.Failed("a damaged database is refused without a clear reason", $"{how}: {said}");
            }
            return;
        }
        catch (OperationCanceledException)
        {
            assault.Tally.Hung($"a damaged database ({how}) is neither opened nor refused");
            return;
        }

        assault.Tally.Reached("started on a damaged database");
        using var https = gateway.CreateHttps();
        https.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(assault, gateway));
        foreach (var path in Paths) await GetAsync(assault, https, "/api/v1/" + path, how);
        foreach (var resolution in (string[])["1h", "1d"])
        {
            await GetAsync(assault, https,
                $"/api/v1/devices/{device.DeviceId}/telemetry?resolution={resolution}&from=2025-10-01T00:00:00Z", how);
        }
        var readings = await GetAsync(assault, https,
            $"/api/v1/devices/{device.DeviceId}/telemetry?resolution=raw&from=2020-01-01T00:00:00Z", how);
        if (readings is not null) Judge(assault, device, readings, how);
        if (gateway.ExitCode is { } code)
        {
            assault.Tally.Crashed($"Reading a damaged database ({how}) ended it with {code}: {log.End(5)}");
        }
    }

    private static async Task<string> TokenAsync(Assault assault, GatewayProcess gateway)
    {
        // The one from before may be what was damaged.
        var finished = await gateway.CommandAsync("token", "create", $"damage-{Guid.NewGuid():N}"[..20], "--role", "owner",
            "--json");
        return finished.ExitCode == 0 ? JsonDocument.Parse(finished.Output).RootElement.GetProperty("token").GetString()!
            : assault.Target.Token;
    }

    private static async Task<string?> GetAsync(Assault assault, HttpClient https, string path, string how)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await assault.SendAsync(https, request, $"GET {path} of a database with {how}");
        if (response is null) return null;
        assault.Tally.Reached("requests answered");
        return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync(assault.Target.Over) : null;
    }

    private static void Judge(Assault assault, NumberedDevice device, string answer, string how)
    {
        using var json = JsonDocument.Parse(answer);
        var stored = StoredReadings.In(json.RootElement);
        foreach (var reading in stored.Where(reading => reading.Any(value => value != NumberedDevice.TemperatureOf(reading.Key))))
        {
            assault.Tally.Failed("a damaged database gives wrong readings", $"{how}: {reading.Key}");
        }
        var missing = device.AcknowledgedCount - stored.Count;
        if (missing > 0 && !json.RootElement.TryGetProperty("damaged", out _))
        {
            assault.Tally.Failed("a damaged database loses readings in silence", $"{how}: {missing:N0}");
        }
        else assault.Tally.Reached(missing > 0 ? "loss reported" : "intact");
    }
}
