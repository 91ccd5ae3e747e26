using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>
/// Database files with damage anywhere in them: bits, bytes, holes, cut off. The gateway starts, or says in a sentence why not;
/// no route answers 500; no reading has another value than it had, and none is missing without a word.
/// </summary>
public sealed class DamagedFileTests
{
    private const int Devices = 3;
    private const int Days = 12;
    private const int FilesOfABatch = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Start_OnADamagedFile_GivesWhatIsLeftAndSaysWhatIsNot(int seed)
    {
        using var source = new TemporaryDirectory();
        await Fill(source.Path);
        var whole = await File.ReadAllBytesAsync(source.Data.Database, Token);
        var random = new Random(seed);
        var ways = new Dictionary<string, int> { ["refused"] = 0, ["told"] = 0, ["intact"] = 0 };
        for (var i = 0; i < FilesOfABatch; i++)
        {
            using var directory = new TemporaryDirectory();
            CopyCertificates(source.Path, directory.Path);
            var damaged = (byte[])whole.Clone();
            var (what, length) = Damage(damaged, random);
            await File.WriteAllBytesAsync(directory.Data.Database, damaged[..length], Token);
            ways[await Try(directory.Path, $"seed {seed}, file {i}: {what}")]++;
        }

        TestContext.Current.SendDiagnosticMessage("{0}", string.Join(", ", ways.Select(way => $"{way.Value} {way.Key}")));
    }

    [Fact]
    public async Task Start_OnASoundFile_TellsNothing()
    {
        using var directory = new TemporaryDirectory();
        await Fill(directory.Path);

        Assert.Equal("intact", await Try(directory.Path, "sound"));
    }

    [Theory]
    [InlineData("buckets")]
    [InlineData("plants")]
    [InlineData("devices")]
    public async Task Start_ACollectionsNameDamaged_IsTold(string collection)
    {
        using var directory = new TemporaryDirectory();
        await Fill(directory.Path);
        var bytes = await File.ReadAllBytesAsync(directory.Data.Database, Token);
        var header = bytes.AsSpan(0, 8192);
        header[header.IndexOf(Encoding.ASCII.GetBytes($"{collection}\0"))] ^= 1;
        await File.WriteAllBytesAsync(directory.Data.Database, bytes, Token);

        Assert.Equal("told", await Try(directory.Path, collection));
    }

    private static (string What, int Length) Damage(byte[] bytes, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                var bits = random.Next(1, 65);
                for (var i = 0; i < bits; i++) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return ($"{bits} bits", bytes.Length);
            case 1:
                var count = random.Next(1, 33);
                for (var i = 0; i < count; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return ($"{count} bytes", bytes.Length);
            case 2:
                var hole = random.Next(bytes.Length / 512) * 512;
                bytes.AsSpan(hole, Math.Min(512, bytes.Length - hole)).Clear();
                return ($"a hole at {hole}", bytes.Length);
            default:
                var length = random.Next(8192, bytes.Length);
                return ($"cut off at {length}", length);
        }
    }

    private static async Task<string> Try(string directory, string what)
    {
        GatewayHost gateway;
        try
        {
            gateway = await GatewayHost.StartedAsync(dataDirectory: directory);
        }
        catch (StoreUnavailableException refusal)
        {
            Assert.Contains(directory, refusal.Message, StringComparison.Ordinal);
            return "refused";
        }

        await using (gateway)
        {
            using var client = gateway.Https();
            var isTold = await Walk(gateway, client, what);
            var missing = Missing(gateway, what, ref isTold);
            Assert.True(missing == 0 || isTold, $"{what}: {missing} readings are missing, and nobody was told.");
            return isTold ? "told" : "intact";
        }
    }

    /// <summary>Asks every route that reads; whether any answer told of damage.</summary>
    private static async Task<bool> Walk(GatewayHost gateway, HttpClient client, string what)
    {
        var isTold = false;
        try
        {
            var token = gateway.Services.GetRequiredService<TokenRegistry>().Create("walk", TokenRole.Owner);
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
        catch (StoreUnavailableException)
        {
            // The collection of tokens cannot be written: what needs none is asked all the same.
            isTold = true;
        }

        foreach (var path in await Routes(client))
        {
            using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token);
            if (answer.StatusCode == HttpStatusCode.InternalServerError)
                Assert.Fail($"{what}: {path} is 500: {await answer.Content.ReadAsStringAsync(Token)}");
            isTold |= answer.StatusCode == HttpStatusCode.ServiceUnavailable || !await IsWhole(answer);
        }

        return isTold || (await client.GetStringAsync("/api/health", Token)).Contains("cannot be read", StringComparison.Ordinal);
    }

    // An export of what lacks readings breaks off.
    private static async Task<bool> IsWhole(HttpResponseMessage answer)
    {
        try
        {
            await answer.Content.CopyToAsync(Stream.Null, Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task<List<string>> Routes(HttpClient client)
    {
        var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Token)).RootElement;
        var ids = new Dictionary<string, string> { ["devices"] = "plant-fern0", ["plants"] = "pl-fern0" };
        return
        [
            .. document.GetProperty("paths").EnumerateObject()
                .Where(path => path.Value.TryGetProperty("get", out _) && path.Name is not "/api/v1/events")
                .Select(path => ids.Aggregate(path.Name,
                    (text, id) => text.Replace($"/{id.Key}/{{id}}", $"/{id.Key}/{id.Value}", StringComparison.Ordinal)))
                .Select(path => path.Replace("{id}", "none", StringComparison.Ordinal))
                .SelectMany(path => path.EndsWith("/telemetry", StringComparison.Ordinal)
                    ? new[] { "raw", "15m", "1h", "1d" }.Select(
                        resolution => $"{path}?from={TestReadings.Start}&resolution={resolution}")
                    : [path]),
        ];
    }

    /// <summary>How many readings are not there any more. Each that is has the values that it had.</summary>
    private static int Missing(GatewayHost gateway, string what, ref bool isTold)
    {
        var missing = 0;
        var store = gateway.Services.GetRequiredService<IReadingStore>();
        for (var device = 1; device <= Devices; device++)
        {
            var written = Readings(device);
            var found = new List<Reading>();
            var damaged = new List<DamagedRange>();
            try
            {
                store.Read(device, 0, long.MaxValue, int.MaxValue, found, damaged);
            }
            catch (StoreUnavailableException)
            {
                isTold = true;
                continue;
            }

            isTold |= damaged.Count > 0;
            var known = written.ToDictionary(reading => reading.Time);
            Assert.All(found,
                reading => Assert.True(
                    known.TryGetValue(reading.Time, out var same) && same == reading, $"{what}: device {device} has {reading}."));
            missing += written.Length - found.Count;
        }

        return missing;
    }

    private static Reading[] Readings(int device) =>
        [.. Enumerable.Range(0, Days * 144)
            .Select(i => TestReadings.At(TestReadings.Start + (i * 600_000L), device, i, (i + device) % 300 / 10d))];

    private static async Task Fill(string directory)
    {
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: directory);
        var devices = gateway.Services.GetRequiredService<IDeviceStore>();
        var plants = gateway.Services.GetRequiredService<PlantStore>();
        for (var i = 0; i < Devices; i++)
        {
            devices.Admit(
                new Device(i + 1, $"plant-fern{i}", $"Fern {i}", $"AA{i}", new byte[32], 60, 1) { Sensors = ["dht22", "bh1750"] },
                null);
            var plant = new Plant
            {
                Id = $"pl-fern{i}",
                Name = $"Fern {i}",
                CreatedAt = 1,
                Watches = [new Watch(i + 1, TestReadings.Start, null)],
            };
            Assert.True(plants.TryCommit(plants.Put(plant, 0)));
            gateway.Services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(i + 1, Readings(i + 1)));
        }

        gateway.Services.GetRequiredService<IStore>().Settle();
        gateway.Services.GetRequiredService<IRollupStore>().RollUp(TestReadings.Start + (Days * TestReadings.Day / 2), Token);
    }

    private static void CopyCertificates(string from, string to)
    {
        var folder = Directory.CreateDirectory(Path.Combine(to, "certs"));
        foreach (var file in Directory.GetFiles(Path.Combine(from, "certs")))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
    }
}
