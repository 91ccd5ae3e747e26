using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace PlantOps.Benchmarks.Load;

/// <summary>One connected client that publishes a reading a message.</summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly PublishTemplate _template;
    private ushort _packetIdentifier;

    private LoadClient(Socket socket, Stream stream, ClientIdentity identity, long boot)
    {
        _socket = socket;
        Stream = stream;
        Identity = identity;
        Boot = boot;
        _template = new PublishTemplate(identity.Topic, boot);
        Acknowledgements = new AcknowledgementReader(stream);
    }

    public ClientIdentity Identity { get; }

    public long Boot { get; }

    public Stream Stream { get; }

    public AcknowledgementReader Acknowledgements { get; }

    public int PacketLength => _template.Length;

    public long Sent { get; private set; }

    public static async Task<LoadClient> ConnectAsync(Endpoint endpoint, ClientIdentity identity, long boot)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (endpoint.Authority is not null)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(endpoint.TlsOptions());
            stream = tls;
        }

        await stream.WriteAsync(PacketEncoding.Connect(identity));
        var answer = new byte[4];
        await stream.ReadExactlyAsync(answer);
        if (answer[0] != 0x20 || answer[3] != 0)
            throw new IOException($"The log-in of {identity.Id} was refused: {Convert.ToHexString(answer)}.");
        return new LoadClient(socket, stream, identity, boot);
    }

    /// <summary>Connects many, a few at a time.</summary>
    public static async Task<IReadOnlyList<LoadClient>> ConnectAllAsync(
        Endpoint endpoint, IReadOnlyList<ClientIdentity> identities)
    {
        var boot = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var clients = new LoadClient[identities.Count];
        await Parallel.ForAsync(0, clients.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            clients[i] = await ConnectAsync(endpoint, identities[i], boot));
        return clients;
    }

    /// <summary>Subscribes to what the gateway says to its device; before it publishes anything.</summary>
    public async Task SubscribeAsync()
    {
        await Stream.WriteAsync(PacketEncoding.Subscribe(1, $"devices/{Identity.Id}/desired", $"devices/{Identity.Id}/commands"));
        var answer = new byte[6];
        await Stream.ReadExactlyAsync(answer);
        byte[] granted = [0x90, 4, 0, 1, 1, 1];
        if (!answer.AsSpan().SequenceEqual(granted))
            throw new IOException($"{Identity.Id} may not subscribe: {Convert.ToHexString(answer)}.");
    }

    /// <summary>Writes the next packet into a buffer; its packet identifier.</summary>
    public ushort Encode(Span<byte> destination, long time)
    {
        _packetIdentifier = PacketIdentifiers.After(_packetIdentifier);
        _template.Write(destination, _packetIdentifier, PublishTemplate.FirstSequence + Sent, time);
        Sent++;
        return _packetIdentifier;
    }

    public async ValueTask DisposeAsync()
    {
        // A server that is gone already needs no goodbye.
        if (_socket.Connected) await Stream.WriteAsync(PacketEncoding.Disconnect());
        await Stream.DisposeAsync();
    }
}
