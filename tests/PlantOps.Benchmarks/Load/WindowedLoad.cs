using System.Diagnostics;

namespace PlantOps.Benchmarks.Load;

/// <summary>
/// Clients that keep a fixed number of publishes in flight: as many as are acknowledged are sent at once, in one write.
/// </summary>
internal sealed class WindowedLoad : IAsyncDisposable
{
    private const int InFlight = 20;

    private readonly IReadOnlyList<LoadClient> _clients;
    private readonly long[] _acknowledged;
    private readonly Task _running;
    private volatile bool _stopping;

    private WindowedLoad(IReadOnlyList<LoadClient> clients)
    {
        _clients = clients;
        _acknowledged = new long[clients.Count];
        _running = Task.WhenAll(Enumerable.Range(0, clients.Count).Select(i => Task.Run(() => RunAsync(i))));
    }

    public long Acknowledged => Enumerable.Range(0, _acknowledged.Length).Sum(i => Volatile.Read(ref _acknowledged[i]));

    public IReadOnlyList<LoadClient> Clients => _clients;

    public static async Task<WindowedLoad> StartAsync(Endpoint endpoint, IReadOnlyList<ClientIdentity> identities) =>
        new(await LoadClient.ConnectAllAsync(endpoint, identities));

    /// <summary>Acknowledgements a second over a time from now.</summary>
    public async Task<double> RateAsync(TimeSpan duration)
    {
        var (before, started) = (Acknowledged, Stopwatch.GetTimestamp());
        await await Task.WhenAny(_running, Task.Delay(duration, TimeProvider.System));
        return (Acknowledged - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Sends no more and waits until everything that was sent is acknowledged.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        return _running.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }

    private async Task RunAsync(int index)
    {
        var client = _clients[index];
        var buffer = new byte[InFlight * client.PacketLength];
        var toSend = InFlight;
        while (true)
        {
            if (!_stopping && toSend > 0)
            {
                var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
                for (var i = 0; i < toSend; i++) client.Encode(buffer.AsSpan(i * client.PacketLength), now);
                await client.Stream.WriteAsync(buffer.AsMemory(0, toSend * client.PacketLength));
            }

            if (_acknowledged[index] == client.Sent) return;
            toSend = await client.Acknowledgements.ReadAsync(CancellationToken.None);
            Volatile.Write(ref _acknowledged[index], _acknowledged[index] + toSend);
        }
    }
}
