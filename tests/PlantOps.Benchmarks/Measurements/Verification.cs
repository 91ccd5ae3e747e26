using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>After each round on a gateway: is what it acknowledged stored? The benchmark ends where it is not.</summary>
internal sealed class Verification
{
    public long Readings { get; private set; }

    public async Task CheckAsync(IServer server, IReadOnlyList<LoadClient> clients, DateTimeOffset since)
    {
        if (server is not Gateway gateway) return;
        using var api = await gateway.ApiAsync();
        var stored = await new StoredReadings(api).VerifyAsync(clients, since);
        CheckCount(clients.Sum(client => client.Sent), stored);
    }

    public void CheckCount(long acknowledged, long stored)
    {
        if (stored != acknowledged)
            throw new InvalidDataException($"{acknowledged:N0} readings were acknowledged, {stored:N0} are stored.");
        Readings += stored;
        Console.WriteLine($"    acknowledged {acknowledged:N0}, stored {stored:N0}, each once");
    }
}
