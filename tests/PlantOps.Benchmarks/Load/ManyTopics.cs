using System.Diagnostics;

namespace PlantOps.Benchmarks.Load;

/// <summary>
/// Very many devices that each publish a reading in turn at a steady rate, over few connections: the broker lets one client speak
/// for many.
/// </summary>
internal sealed class ManyTopics : IAsyncDisposable
{
    private const int Connections = 20;

    private readonly IReadOnlyList<LoadClient> _clients;
    private readonly PublishTemplate[] _devices;
    private readonly long[] _acknowledged = new long[Connections];

    private ManyTopics(IReadOnlyList<LoadClient> clients, PublishTemplate[] devices) => (_clients, _devices) = (clients, devices);

    /// <summary>Acknowledged by the broker.</summary>
    public long Acknowledged => _acknowledged.Sum();

    /// <param name="broker">Where.</param>
    /// <param name="topics">One a device.</param>
    /// <param name="boot">The start that all say they had.</param>
    public static async Task<ManyTopics> ConnectAsync(Endpoint broker, IEnumerable<string> topics, long boot)
    {
        var clients = new LoadClient[Connections];
        for (var i = 0; i < Connections; i++)
            clients[i] = await LoadClient.ConnectAsync(broker, new ClientIdentity($"load-{i}", "load"), boot);
        return new ManyTopics(clients, [.. topics.Select(topic => new PublishTemplate(topic, boot))]);
    }

    /// <summary>Publishes for a time, and returns when all is acknowledged; how many readings that was.</summary>
    public async Task<long> RunAsync(int rate, TimeSpan duration)
    {
        var count = (long)(rate * duration.TotalSeconds);
        var readers = Enumerable.Range(0, Connections)
            .Select(i => Task.Run(() => ReadAsync(i, (count - i + Connections - 1) / Connections))).ToList();
        var pacer = new Thread(() => Publish(rate, count)) { IsBackground = true };
        pacer.Start();
        await Task.WhenAll(readers).WaitAsync(duration + TimeSpan.FromMinutes(2), TimeProvider.System);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }

    private void Publish(int rate, long count)
    {
        var (buffer, started, identifiers) = (new byte[1024], Stopwatch.GetTimestamp(), new ushort[Connections]);
        for (var i = 0L; i < count; i++)
        {
            Linux.SleepUntil(started + (i * Stopwatch.Frequency / rate));
            var (connection, device) = ((int)(i % Connections), _devices[i % _devices.Length]);
            identifiers[connection] = PacketIdentifiers.After(identifiers[connection]);
            device.Write(buffer, identifiers[connection], PublishTemplate.FirstSequence + (i / _devices.Length),
                DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            _clients[connection].Stream.Write(buffer, 0, device.Length);
        }
    }

    private async Task ReadAsync(int connection, long expected)
    {
        while (_acknowledged[connection] < expected)
            _acknowledged[connection] += await _clients[connection].Acknowledgements.ReadAsync(CancellationToken.None);
    }
}
