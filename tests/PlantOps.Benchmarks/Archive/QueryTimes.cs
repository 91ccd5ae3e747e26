using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.Archive;

/// <summary>
/// Times raw queries over HTTPS until the last byte is here, and takes from the answer how long the store needed.
/// </summary>
internal sealed partial class QueryTimes(HttpClient api, IReadOnlyList<ClientIdentity> devices, int queries)
{
    private const int WarmUp = 5;

    // At one reading a minute well below what the API gives at once.
    private static readonly TimeSpan OneAnswer = TimeSpan.FromDays(60);

    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromMinutes(1);

    /// <summary>Milliseconds of queries for a span, each of another device and another part of the archive.</summary>
    public async Task<QueryTime> RunAsync(TimeSpan span, TimeSpan archive)
    {
        var random = new Random(1);
        var time = new QueryTime(new Samples(), new Samples());
        for (var i = 0; i < WarmUp + queries; i++)
        {
            var to = DateTimeOffset.UtcNow + AfterTheEnd - ((archive - span) * random.NextDouble());
            var device = devices[i % devices.Count];
            var path =
                $"/api/v1/devices/{device.Id}/telemetry?resolution=raw&from={(to - span).ToUnixTimeMilliseconds()}&to={to.ToUnixTimeMilliseconds()}";
            var started = Stopwatch.GetTimestamp();
            using var answer = await api.GetAsync(path);
            var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            var elapsed = Stopwatch.GetElapsedTime(started);
            Check(body, span);
            if (i < WarmUp) continue;
            time.Client.Add(elapsed.TotalMilliseconds);
            time.Store.Add(
                double.Parse(StoreTime().Match(answer.Headers.GetValues("Server-Timing").Single()).Groups[1].Value,
                    CultureInfo.InvariantCulture));
        }

        return time;
    }

    /// <summary>How many readings of all devices the archive gives back.</summary>
    public async Task<long> CountAsync(long start)
    {
        var count = 0L;
        foreach (var device in devices)
        {
            for (var from = DateTimeOffset.FromUnixTimeMilliseconds(start); from <= DateTimeOffset.UtcNow; from += OneAnswer)
            {
                var range = $"from={from.ToUnixTimeMilliseconds()}&to={(from + OneAnswer).ToUnixTimeMilliseconds()}";
                var body = await api.GetByteArrayAsync(
                    $"/api/v1/devices/{device.Id}/telemetry?resolution=raw&metrics=temperature&{range}");
                count += Count(body);
            }
        }

        return count;
    }

    // A fast answer with nothing in it would be a wrong one.
    private static void Check(byte[] body, TimeSpan span)
    {
        var count = Count(body);
        if (Math.Abs(count - span.TotalMinutes) > 2)
            throw new InvalidDataException($"{count} readings in {span}, not one a minute.");
    }

    private static int Count(byte[] body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("t").GetArrayLength();
    }

    [GeneratedRegex("store;dur=([0-9.]+)")]
    private static partial Regex StoreTime();
}

/// <summary>Milliseconds of queries: within the store, and until the last byte had reached the client.</summary>
internal sealed record QueryTime(Samples Store, Samples Client);
