using System.Diagnostics;

namespace PlantOps.Benchmarks.Load;

/// <summary>
/// Clients that publish at a given rate whatever the server does. Each publish has a time at which it is due, and its
/// latency counts from there, so that a server which falls behind cannot hide it.
/// </summary>
internal sealed class PacedLoad
{
    private readonly IReadOnlyList<LoadClient> _clients;
    private readonly long[][] _due;
    private readonly List<double>[] _latencies;

    public PacedLoad(IReadOnlyList<LoadClient> clients)
    {
        _clients = clients;
        _due = [.. clients.Select(_ => new long[ushort.MaxValue + 1])];
        _latencies = [.. clients.Select(_ => new List<double>())];
    }

    /// <summary>Publishes for a time; the latency of each publish in milliseconds, sorted, without the warm-up's.</summary>
    public async Task<double[]> RunAsync(int rate, TimeSpan warmUp, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var counted = started + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var publishes = (long)(rate * (warmUp + duration).TotalSeconds);
        var expected = Enumerable.Range(0, _clients.Count).Select(i => (publishes - i + _clients.Count - 1) / _clients.Count)
            .ToList();
        var readers = _clients.Select((_, i) => Task.Run(() => ReadAsync(i, expected[i], counted))).ToList();
        var pacer = new Thread(() => Publish(started, rate, publishes)) { IsBackground = true };
        pacer.Start();
        await Task.WhenAll(readers).WaitAsync(warmUp + duration + TimeSpan.FromMinutes(1), TimeProvider.System);
        double[] all = [.. _latencies.SelectMany(latencies => latencies)];
        Array.Sort(all);
        return all;
    }

    private void Publish(long started, int rate, long publishes)
    {
        var buffer = new byte[1024];
        for (var i = 0L; i < publishes; i++)
        {
            var due = started + (i * Stopwatch.Frequency / rate);
            Linux.SleepUntil(due);
            var index = (int)(i % _clients.Count);
            var client = _clients[index];
            var identifier = client.Encode(buffer, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            Volatile.Write(ref _due[index][identifier], due);
            client.Stream.Write(buffer, 0, client.PacketLength);
        }
    }

    private async Task ReadAsync(int index, long expected, long counted)
    {
        ushort identifier = 0;
        for (var received = 0L; received < expected;)
        {
            var count = await _clients[index].Acknowledgements.ReadAsync(CancellationToken.None);
            var now = Stopwatch.GetTimestamp();
            received += count;
            for (var i = 0; i < count; i++)
            {
                identifier = PacketIdentifiers.After(identifier);
                var due = Volatile.Read(ref _due[index][identifier]);
                if (due >= counted) _latencies[index].Add(Stopwatch.GetElapsedTime(due, now).TotalMilliseconds);
            }
        }
    }
}
