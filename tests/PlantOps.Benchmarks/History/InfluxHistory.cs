using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.History;

/// <summary>InfluxDB 1.6 as Debian has it, over its HTTP interface, with its log synced before it answers.</summary>
internal sealed class InfluxHistory : IHistoryServer
{
    private const int ReadingsARequest = 5000;
    private const string Program = "/usr/bin/influxd";

    private static readonly string[] Fields = ["temperature", "humidity", "soil_moisture", "light_level"];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-benchmark-");
    private readonly ServerProcess _process;
    private readonly HttpClient _http;

    private InfluxHistory()
    {
        var (port, rpc) = (LocalPort.Free(), LocalPort.Free());
        var configuration = Path.Combine(_directory.FullName, "influxdb.conf");
        // Compaction when it has been quiet for seconds, not hours: so that its size is that of a settled one.
        File.WriteAllText(configuration, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{rpc}"
            [meta]
              dir = "{_directory.FullName}/meta"
            [data]
              dir = "{_directory.FullName}/data"
              wal-dir = "{_directory.FullName}/wal"
              cache-snapshot-write-cold-duration = "2s"
              compact-full-write-cold-duration = "5s"
              query-log-enabled = false
            [http]
              bind-address = "127.0.0.1:{port}"
              log-enabled = false
            [monitor]
              store-enabled = false
            [logging]
              level = "error"

            """);
        _process = new ServerProcess(Program, ["-config", configuration]);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(5) };
    }

    public string Name => "InfluxDB 1.6";

    public static async Task<InfluxHistory> StartAsync()
    {
        var server = new InfluxHistory();
        await server._process.WaitUntilAsync(server.AnswersAsync, "InfluxDB answers");
        using var created = await server._http.PostAsync("/query?q=CREATE+DATABASE+plants", null);
        created.EnsureSuccessStatusCode();
        return server;
    }

    public async Task FillAsync(HistoryPlan plan)
    {
        for (var device = 0; device < plan.Devices; device++) await FillAsync(device, plan);
    }

    public async Task<long> BytesAsync()
    {
        var size = -1L;
        while (size != (size = Size())) await Task.Delay(Settling, TimeProvider.System);
        return size;
    }

    public long? ResidentBytes() => ProcessMemory.Resident(_process.Id);

    public Task<Answer> RawAsync(int device, long from, long to) =>
        AskAsync(
            $"SELECT {string.Join(',', Fields)} FROM reading WHERE device='{device}' AND time >= {from}ms AND time < {to}ms");

    public Task<Answer> RolledUpAsync(int device, long from, long to, long width)
    {
        var columns = Fields.SelectMany(field => new[] { $"min({field})", $"mean({field})", $"max({field})", $"count({field})" });
        return AskAsync(
            $"SELECT {string.Join(',', columns)} FROM reading WHERE device='{device}' AND time >= {from}ms AND time < {to}ms GROUP BY time({width}ms) fill(none)");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private async Task FillAsync(int device, HistoryPlan plan)
    {
        var history = new PlantHistory(device, plan.Start);
        var lines = new StringBuilder();
        for (var done = 0L; done < plan.ReadingsADevice;)
        {
            lines.Clear();
            for (var i = 0; i < ReadingsARequest && done < plan.ReadingsADevice; i++, done++)
            {
                var reading = history.Next();
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $"reading,device={device} temperature={reading.Temperature},humidity={reading.Humidity},soil_moisture={reading.SoilMoisture},light_level={reading.LightLevel} {reading.Time}\n");
            }

            using var written = await _http.PostAsync("/write?db=plants&precision=ms", new StringContent(lines.ToString()));
            if (!written.IsSuccessStatusCode) throw new InvalidOperationException(await written.Content.ReadAsStringAsync());
        }
    }

    private async Task<Answer> AskAsync(string query)
    {
        var started = Stopwatch.GetTimestamp();
        var body = await _http.GetByteArrayAsync($"/query?db=plants&epoch=ms&q={Uri.EscapeDataString(query)}");
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var answer = JsonDocument.Parse(body);
        var result = answer.RootElement.GetProperty("results")[0];
        if (!result.TryGetProperty("series", out var series)) throw new InvalidDataException($"InfluxDB: {result}");
        return new Answer(series[0].GetProperty("values").GetArrayLength(), elapsed);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("/ping");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private long Size() => _directory.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
