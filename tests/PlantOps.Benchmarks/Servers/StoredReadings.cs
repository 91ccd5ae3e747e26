using System.Net;
using System.Text.Json;
using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Servers;

/// <summary>Checks through the API that what a gateway acknowledged is stored, each reading once.</summary>
internal sealed class StoredReadings(HttpClient api)
{
    private const long Minute = 60_000;

    /// <summary>How many readings of these clients are stored. Any that is missing or there twice ends the benchmark.</summary>
    public async Task<long> VerifyAsync(IReadOnlyList<LoadClient> clients, DateTimeOffset since)
    {
        var from = since.ToUnixTimeMilliseconds() - Minute;
        var to = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + Minute;
        var total = 0L;
        foreach (var client in clients)
        {
            var seen = new bool[client.Sent];
            await MarkAsync(client, from, to, seen);
            var missing = seen.LongCount(isThere => !isThere);
            if (missing > 0)
                throw new InvalidDataException(
                    $"{missing} of {client.Sent} acknowledged readings of {client.Identity.Id} are not stored.");
            total += client.Sent;
        }

        return total;
    }

    private async Task MarkAsync(LoadClient client, long from, long to, bool[] seen)
    {
        using var answer = await api.GetAsync(
            $"/api/v1/devices/{client.Identity.Id}/telemetry?resolution=raw&metrics=temperature&from={from}&to={to}");
        if (answer.StatusCode == HttpStatusCode.BadRequest && to - from > 1)
        {
            // More than one answer may hold: in halves.
            var middle = from + ((to - from) / 2);
            await MarkAsync(client, from, middle, seen);
            await MarkAsync(client, middle, to, seen);
            return;
        }

        answer.EnsureSuccessStatusCode();
        using var readings = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        var boots = readings.RootElement.GetProperty("boot").EnumerateArray();
        var sequences = readings.RootElement.GetProperty("seq").EnumerateArray();
        foreach (var (boot, sequence) in boots.Zip(sequences))
        {
            if (boot.GetInt64() != client.Boot) continue;
            var index = sequence.GetInt64() - PublishTemplate.FirstSequence;
            if (seen[index]) throw new InvalidDataException($"Reading {sequence} of {client.Identity.Id} is stored twice.");
            seen[index] = true;
        }
    }
}
