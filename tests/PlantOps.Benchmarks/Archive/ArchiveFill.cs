using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Archive;

/// <summary>Devices that publish a long history in full batches, as after an outage, one batch in flight each.</summary>
internal sealed class ArchiveFill(Endpoint endpoint, int days, long? start = null)
{
    private const int ReadingsABatch = 500;
    private const long Boot = 1;

    public long ReadingsADevice { get; } = days * 24L * 60;

    public long Start { get; } = start ?? DateTimeOffset.UtcNow.AddDays(-days).ToUnixTimeMilliseconds();

    public Task RunAsync(IReadOnlyList<ClientIdentity> devices) =>
        Task.WhenAll(devices.Select((device, i) => Task.Run(() => PublishAsync(device, i))));

    private async Task PublishAsync(ClientIdentity device, int index)
    {
        await using var client = await LoadClient.ConnectAsync(endpoint, device, Boot);
        var history = new PlantHistory(index, Start);
        var batch = new BatchEncoder(Boot);
        ushort packetIdentifier = 0;
        for (var sequence = 0L; sequence < ReadingsADevice;)
        {
            batch.Begin();
            for (var i = 0; i < ReadingsABatch && sequence < ReadingsADevice; i++) batch.Add(sequence++, history.Next());
            packetIdentifier = PacketIdentifiers.After(packetIdentifier);
            await client.Stream.WriteAsync(PacketEncoding.Publish(device.Topic, packetIdentifier, batch.End()));
            await client.Acknowledgements.ReadAsync(CancellationToken.None);
        }
    }
}
