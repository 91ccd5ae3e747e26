using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>Three days of a device of which the second cannot be read, asked for over the API.</summary>
public sealed class DamagedHistoryApiTests : IAsyncLifetime
{
    private const long Day = TestReadings.Day;
    private const int DayOfMinutes = 1440;

    private static readonly long Second = TestReadings.Start + Day;
    private static readonly long End = TestReadings.Start + (3 * Day);

    private readonly TemporaryDirectory _directory = new();
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;
    private string _device = null!;
    private string _plant = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using (var before = await GatewayHost.StartedAsync(dataDirectory: _directory.Path))
        {
            var fern = before.Services.GetRequiredService<DeviceRegistry>()
                .Admit(new DeviceDescription("Fern", "AA", null, null, []), "password", null)!;
            var store = before.Services.GetRequiredService<PlantStore>();
            var plant = new Plant
            {
                Id = PlantStore.NewId(),
                Name = "Fern",
                CreatedAt = 1,
                Watches = [new Watch(fern.Number, TestReadings.Start, null)],
            };
            Assert.True(store.TryCommit(store.Put(plant, 0)));
            before.Services.GetRequiredService<IReadingStore>()
                .Append(TestReadings.Group(fern.Number, TestReadings.Minutes(3 * DayOfMinutes)));
            before.Services.GetRequiredService<IStore>().Settle();
            (_device, _plant) = (fern.Id, plant.Id);
        }

        Assert.Equal(1, StoredDamage.Change(
            _directory.Path, "buckets",
            bucket => new BucketKey(bucket["_id"].AsInt64).Start == Second && StoredDamage.Flip(bucket, LiteDbDocuments.Block)));
        _gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
        _client = _gateway.SignedIn(TokenRole.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("raw", 2 * DayOfMinutes)]
    [InlineData("1m", 2 * DayOfMinutes)]
    [InlineData("15m", 2 * 96)]
    [InlineData("1h", 2 * 24)]
    public async Task Telemetry_OverADamagedDay_IsTheRestAndSaysWhatIsMissing(string resolution, int rows)
    {
        var answer = await Get(
            $"/api/v1/devices/{_device}/telemetry?from={TestReadings.Start}&to={End}&resolution={resolution}&metrics=temperature");

        JsonElement? counts = resolution == "raw"
            ? null
            : answer.GetProperty("metrics").GetProperty("temperature").GetProperty("count");
        var given = counts is { } some
            ? some.EnumerateArray().Count(count => count.GetInt32() > 0)
            : answer.GetProperty("t").GetArrayLength();
        Assert.Equal(rows, given);
        Assert.DoesNotContain(Times(answer, counts), time => time >= Second && time < Second + Day);
        AssertSecondDay(answer.GetProperty("damaged"));
    }

    [Fact]
    public async Task Telemetry_BesideTheDamagedDay_SaysNothingOfIt()
    {
        var answer = await Get($"/api/v1/devices/{_device}/telemetry?from={TestReadings.Start}&to={Second}");

        Assert.Equal(DayOfMinutes, answer.GetProperty("t").GetArrayLength());
        Assert.False(answer.TryGetProperty("damaged", out _));
    }

    [Fact]
    public void Rollups_BesideTheDamagedDay_AreWhole()
    {
        var rollups = _gateway.Services.GetRequiredService<IRollupStore>();
        rollups.RollUp(long.MaxValue, Token);

        var damaged = new List<DamagedRange>();
        var hours = new List<Rollup>();
        rollups.Read(1, RollupPeriod.Hour, TestReadings.Start, Second, hours, damaged);
        Assert.Equal(24, hours.Count);
        Assert.Empty(damaged);
    }

    [Fact]
    public async Task PlantTelemetry_OverADamagedDay_IsTheRestAndSaysWhatIsMissing()
    {
        var answer = await Get($"/api/v1/plants/{_plant}/telemetry?from={TestReadings.Start}&to={End}");

        var segment = Assert.Single(answer.GetProperty("segments").EnumerateArray());
        Assert.Equal(2 * DayOfMinutes, segment.GetProperty("t").GetArrayLength());
        AssertSecondDay(segment.GetProperty("damaged"));
    }

    [Fact]
    public async Task EverythingElseThatReadsHistory_Answers()
    {
        await Get($"/api/v1/plants/{_plant}/figures");
        await Get($"/api/v1/plants/{_plant}/replay?from={TestReadings.Start}&to={End}");
        await Get($"/api/v1/devices/{_device}");
        Assert.Equal(1, (await Get("/api/v1/devices")).GetArrayLength());
    }

    [Fact]
    public async Task Devices_TheLastDayIsDamaged_ShowTheLatestReadingThatCanBeRead()
    {
        await _gateway.DisposeAsync();
        StoredDamage.Change(_directory.Path, "buckets",
            bucket => new BucketKey(bucket["_id"].AsInt64).Start > Second && StoredDamage.Flip(bucket, LiteDbDocuments.Block));
        _gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
        _client.Dispose();
        _client = _gateway.SignedIn(TokenRole.Owner);

        var device = Assert.Single((await Get("/api/v1/devices")).EnumerateArray());

        Assert.Equal(Second - 60_000, device.GetProperty("latest").GetProperty("t").GetInt64());
    }

    [Fact]
    public async Task Export_WithADamagedDay_SendsTheRestAndBreaksOff()
    {
        using var response = await _client.GetAsync("/api/v1/export", HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = await response.Content.ReadAsStreamAsync(Token);
        using var text = new StreamReader(stream);

        var lines = 0;
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await text.ReadLineAsync(Token) is not null) lines++;
        });
        Assert.Equal(1 + (2 * DayOfMinutes), lines);
    }

    [Fact]
    public async Task Export_ToTheCommandLine_SaysWhichDayIsMissing()
    {
        using var local = _gateway.Local();
        using var stream = await local.GetStreamAsync(Gateway.Archive.ExportApi.LocalPath, Token);
        var reader = new Gateway.Archive.FrameArchiveReader(stream);
        using var file = new MemoryStream();

        Assert.Null(
            await reader.CopyToAsync(
                Gateway.Archive.ArchiveFormats.Writer(Gateway.Archive.ArchiveFormat.Csv, file), () => { }, Token));

        Assert.Equal(2 * DayOfMinutes, reader.Readings);
        Assert.Contains($"{_device}, {DateTimeOffset.FromUnixTimeMilliseconds(Second):yyyy-MM-dd}", Assert.Single(reader.Damaged),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OnceSomebodyHasSeenIt_NamesTheBlock()
    {
        await Get($"/api/v1/devices/{_device}/telemetry?from={TestReadings.Start}&to={End}");

        var records = (await Get("/api/health")).GetProperty("components").GetProperty("records");

        Assert.Equal("failed", records.GetProperty("status").GetString());
        Assert.Contains("1 record of 'buckets'", records.GetProperty("reason").GetString(), StringComparison.Ordinal);
        using var ready = await _client.GetAsync("/api/ready", Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Single(_gateway.Services.GetRequiredService<UnreadableRecords>().All());
    }

    private static void AssertSecondDay(JsonElement damaged)
    {
        var range = Assert.Single(damaged.EnumerateArray());
        Assert.Equal(Second, range.GetProperty("from").GetInt64());
        Assert.Equal(Second + Day, range.GetProperty("to").GetInt64());
        Assert.Contains("checksum", range.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static List<long> Times(JsonElement answer, JsonElement? counts) =>
        [.. answer.GetProperty("t").EnumerateArray().Where((_, i) => counts is not { } some || some[i].GetInt32() > 0)
            .Select(time => time.GetInt64())];

    private async Task<JsonElement> Get(string path)
    {
        using var response = await _client.GetAsync(path, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
