using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.Archive;

/// <summary>Times raw queries over HTTPS, until the last byte is here, and what the gateway's request log says of them.</summary>
internal sealed partial class QueryTimes(HttpClient api, IReadOnlyList<ClientIdentity> devices, int queries)
{
    private const int WarmUp = 5;

    // At one reading a minute well below what the API gives at once.
    private static readonly TimeSpan OneAnswer = TimeSpan.FromDays(60);

    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromMinutes(1);

    /// <summary>Milliseconds of queries for a span, each of another device and another part of the archive.</summary>
    public async Task<Samples> RunAsync(TimeSpan span, TimeSpan archive)
    {
        var random = new Random(1);
        var samples = new Samples();
        for (var i = 0; i < WarmUp + queries; i++)
        {
            var to = DateTimeOffset.UtcNow + AfterTheEnd - ((archive - span) * random.NextDouble());
            var device = devices[i % devices.Count];
            var path = $"/api/v1/devices/{device.Id}/telemetry?resolution=raw&from={(to - span).ToUnixTimeMilliseconds()}&to={to.ToUnixTimeMilliseconds()}";
            var started = Stopwatch.GetTimestamp();
            var body = await api.GetByteArrayAsync(path);
            var elapsed = Stopwatch.GetElapsedTime(started);
            Check(body, span);
            if (i >= WarmUp) samples.Add(elapsed.TotalMilliseconds);
        }

        return samples;
    }

    /// <summary>How long the gateway says its answers took, in the order of the queries: first one span's, then the next one's.</summary>
    public IReadOnlyList<Samples> FromLog(string log, int spans)
    {
        var times = Answered().Matches(log).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        var asked = spans * (WarmUp + queries);
        if (times.Count < asked) throw new InvalidDataException($"The gateway's log tells of {times.Count} queries, not of {asked}.");
        return [.. times.Take(asked).Chunk(WarmUp + queries).Select(chunk =>
        {
            var samples = new Samples();
            foreach (var time in chunk.Skip(WarmUp)) samples.Add(time);
            return samples;
        })];
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
                var body = await api.GetByteArrayAsync($"/api/v1/devices/{device.Id}/telemetry?resolution=raw&metrics=temperature&{range}");
                count += Count(body);
            }
        }

        return count;
    }

    // A fast answer with nothing in it would be a wrong one.
    private static void Check(byte[] body, TimeSpan span)
    {
        var count = Count(body);
        if (Math.Abs(count - span.TotalMinutes) > 2) throw new InvalidDataException($"{count} readings in {span}, not one a minute.");
    }

    private static int Count(byte[] body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("t").GetArrayLength();
    }

    [GeneratedRegex(@"/telemetry answered 200 in ([0-9.]+) ms")]
    private static partial Regex Answered();
}
